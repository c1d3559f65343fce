namespace SalesforceCC.Bulk;

/// <summary>Whole rows of a source that one job takes.</summary>
internal sealed record ImportPart
{
    /// <summary>Its number over all sources, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Whose rows they are.</summary>
    public required ImportSource Source { get; init; }

    /// <summary>Where the first row begins in the source's file, in bytes.</summary>
    public required long Offset { get; init; }

    /// <summary>How many bytes the rows take in the source's file, with the last line ending where there is one.</summary>
    public required long Length { get; init; }

    /// <summary>How many rows there are.</summary>
    public required long Rows { get; init; }

    /// <summary>The line of the file that the first row begins with, from 1; of the pipeline, the number of the first object.</summary>
    public required long FirstLine { get; init; }
}
