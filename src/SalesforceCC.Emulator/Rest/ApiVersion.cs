using System.Globalization;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Rest;

/// <summary>A version of the REST API; a new one comes with each of three releases a year.</summary>
internal readonly record struct ApiVersion(int Number)
{
    private const int OldestNumber = 31;
    private const int NewestNumber = 68;

    public static ApiVersion Newest { get; } = new(NewestNumber);

    /// <summary>All versions still served, oldest first.</summary>
    public static IEnumerable<ApiVersion> All =>
        Enumerable.Range(OldestNumber, NewestNumber - OldestNumber + 1).Select(n => new ApiVersion(n));

    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Number}.0");

    public string Path => $"/services/data/v{Name}";

    /// <summary>31.0 was Summer '14; winter releases are named after the year to come.</summary>
    public string Label
    {
        get
        {
            string season = ((Number - OldestNumber) % 3) switch { 0 => "Summer", 1 => "Winter", _ => "Spring" };
            return string.Create(CultureInfo.InvariantCulture, $"{season} '{14 + ((Number - OldestNumber + 2) / 3)}");
        }
    }

    /// <summary>
    /// Reads <c>v68.0</c> or <c>latest</c>. Answers to calls through <c>latest</c> carry urls with the number: a
    /// choice, not an observation.
    /// </summary>
    public static ApiVersion Parse(string segment)
    {
        if (segment == "latest")
            return Newest;
        if (segment is not ['v', .. var name, '.', '0'] ||
            !int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ||
            number > NewestNumber || number < 1)
        {
            throw RouteTable.NotFound();
        }

        // Announced as "410: GONE" when 21.0 to 30.0 were retired; the body is not verified.
        return number >= OldestNumber
            ? new(number)
            : throw new SalesforceError(410, "GONE", "The requested resource is no longer available");
    }
}
