using System.Text;

namespace SalesforceCC.Bulk;

/// <summary>Rows to import that have one header: a file of the user, or what a job takes from the pipeline.</summary>
internal sealed record ImportSource
{
    /// <summary>Its number, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The user's file; null: the rows came down the pipeline.</summary>
    public string? Given { get; init; }

    /// <summary>The rows as CSV in UTF-8: the user's file itself, or a copy of it that was unpacked or decoded, or written here.</summary>
    public required string File { get; init; }

    /// <summary>Its delimiter and line ending.</summary>
    public required CsvDialect Dialect { get; init; }

    /// <summary>The columns of the file, as they are called there.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The columns of its jobs.</summary>
    public required IReadOnlyList<SentColumn> Sent { get; init; }

    /// <summary>What is sent are not the bytes of the file: columns, values or line endings differ.</summary>
    public bool IsRewritten { get; init; }

    /// <summary>What tells that the user's file is still the same; null: the rows came down the pipeline.</summary>
    public FileStamp? Stamp { get; init; }

    /// <summary>The header of its jobs, with its line ending.</summary>
    public byte[] Header => Encoding.UTF8.GetBytes(string.Join(Dialect.Delimiter.ToString(), Sent.Select(static c => c.Name)) + Dialect.LineEnding);
}
