using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Soql.Syntax;
using SalesforceCC.Fuzz.Running;
using SalesforceCC.Fuzz.Inputs;
using SalesforceCC.Query;

namespace SalesforceCC.Fuzz.Targets;

/// <summary>
/// The emulator answers every statement, or says in Salesforce's words what is wrong with it, and where; and white
/// space between the words changes nothing.
/// </summary>
internal sealed partial class SoqlParserTarget : FuzzTarget
{
    private const string VersionPath = "/services/data/v68.0";

    private static readonly QueryOptions s_options = new(IncludeDeleted: false, PageSize: 200, VersionPath);

    private readonly OrgStore _org = OrgStore.Create(new OrgStoreOptions { Seed = "sample", Clock = new StandingClock() });
    private readonly RandomSoql _statements;

    public SoqlParserTarget() => _statements = new RandomSoql(_org.Types);

    public override string Name => "SoqlParser";

    public override FuzzInput Next(Random random)
    {
        string soql = _statements.Any(random);
        string space = random.Of(" ", "\n", "\t ", "\r\n");
        bool columns = random.Percent(20);
        return new FuzzInput(() => Characters.Show(soql), () =>
        {
            Check(soql, space, columns);
            return Task.CompletedTask;
        });
    }

    public override void Dispose()
    {
        _org.Dispose();
        base.Dispose();
    }

    private void Check(string soql, string space, bool columns)
    {
        byte[]? answer = Ask(soql, columns);
        if (answer is null)
            return;
        using JsonDocument document = JsonDocument.Parse(answer);
        if (!columns)
            CheckPage(document.RootElement, soql);

        // The same words with other space between them; not where that makes the statement too long.
        string respaced = string.Join(space, Lexer.Read(soql).Where(t => t.Kind != TokenKind.End).Select(t => t.Kind == TokenKind.Text ? $"'{t.Text}'" : t.Text));
        if (respaced.Length <= Soql.MaxLength)
            Must.Hold(Ask(respaced, columns) is { } again && again.AsSpan().SequenceEqual(answer), $"With other white space the answer is another: {Characters.Show(respaced)}");
    }

    private static void CheckPage(JsonElement page, string soql)
    {
        int total = page.GetProperty("totalSize").GetInt32();
        int rows = page.GetProperty("records").GetArrayLength();
        bool isDone = page.GetProperty("done").GetBoolean();

        // COUNT() has a size and no rows, which the client must know.
        Must.Equal(SoqlOutline.Of(soql).IsCount || rows == total, isDone, "Rows are missing, or said to be.");
        Must.Hold(rows <= total, "More rows than there are.");
        Must.Equal(isDone, !page.TryGetProperty("nextRecordsUrl", out _), "There is no next page, or there should be none.");
    }

    private byte[]? Ask(string soql, bool columns)
    {
        try
        {
            using MemoryStream stream = new();
            if (columns)
            {
                using Utf8JsonWriter writer = new(stream);
                _org.WriteColumns(writer, soql);
            }
            else
            {
                using IQueryCursor cursor = _org.Query(soql, s_options);
                cursor.WritePage(stream, 0, VersionPath + "/query/01g000000000001AAA");
            }

            return stream.ToArray();
        }
        catch (SalesforceError error)
        {
            CheckError(error, soql);
            return null;
        }
    }

    private static void CheckError(SalesforceError error, string soql)
    {
        Must.Equal(400, error.Status, "Another status.");
        Must.Hold(error.ErrorCode.Length > 0 && error.Message.Length > 0, "An error without code or message.");
        if (Place().Match(error.Message) is not { Success: true } place)
            return;
        string[] lines = soql.Split('\n');
        int row = int.Parse(place.Groups["row"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
        int column = int.Parse(place.Groups["column"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
        Must.Hold(row >= 1 && row <= lines.Length, $"Row {row} is not in the statement.");
        Must.Hold(column >= 1 && column <= lines[row - 1].Length + 1, $"Column {column} is not in the statement.");
    }

    [GeneratedRegex("ERROR at Row:(?<row>[0-9]+):Column:(?<column>[0-9]+)")]
    private static partial Regex Place();

    /// <summary>A clock that stands, so that a statement has the same answer twice.</summary>
    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 24, 15, 30, 0, TimeSpan.Zero);
    }
}
