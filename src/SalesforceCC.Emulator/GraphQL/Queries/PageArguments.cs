using System.Globalization;
using System.Text;

namespace SalesforceCC.Emulator.GraphQL.Queries;

/// <summary><c>first</c>, <c>after</c> and <c>upperBound</c> of a connection.</summary>
/// <param name="First">How many rows at the most.</param>
/// <param name="Start">The first of them.</param>
/// <param name="Most">Rows that can be reached at all.</param>
internal sealed record PageArguments(int First, int Start, int Most)
{
    private const int Standard = 10;
    private const int MostFirst = 2_000;
    private const int LeastFirstOfBound = 200;
    private const int MostRows = 4_000;

    /// <exception cref="GraphException">ValidationError; the texts are from memory.</exception>
    public static PageArguments Of(GraphField field)
    {
        int first = field.Number("first") ?? Standard;
        int? bound = field.Number("upperBound");
        int least = bound is null ? 1 : LeastFirstOfBound;
        if (field.Number("first") is not null && (first < least || first > MostFirst))
            throw GraphException.Invalid($"The value of first must be between {least} and {MostFirst}", field.Place);
        if (bound <= 0)
            throw GraphException.Invalid("The value of upperBound must be positive", field.Place);
        return new PageArguments(first, field.Text("after") is { } after ? Position(after, field) + 1 : 0, bound ?? MostRows);
    }

    /// <summary>The cursor of a row: recorded as <c>v1:2</c> in base64.</summary>
    public static string Cursor(int index) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"v1:{index}")));

    private static int Position(string cursor, GraphField field)
    {
        byte[] bytes = new byte[cursor.Length];
        if (Convert.TryFromBase64String(cursor, bytes, out int length)
            && Encoding.ASCII.GetString(bytes, 0, length) is ['v', '1', ':', .. var number]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int position))
        {
            return position;
        }

        throw GraphException.Invalid($"Invalid cursor: {cursor}", field.Place);
    }
}
