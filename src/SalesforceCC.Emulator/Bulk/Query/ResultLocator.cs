using System.Globalization;
using System.Text;

namespace SalesforceCC.Emulator.Bulk.Query;

/// <summary>Names a page of results: where it begins, and how many rows it has where the request does not say it.</summary>
internal readonly record struct ResultLocator(int From, int Count)
{
    public static bool TryParse(string text, out ResultLocator locator)
    {
        locator = default;
        try
        {
            string padded = text.PadRight((text.Length + 3) / 4 * 4, '=');
            string[] parts = Encoding.ASCII.GetString(Convert.FromBase64String(padded)).Split('-');
            if (parts.Length != 2 ||
                !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int from) ||
                !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int count))
                return false;
            locator = new ResultLocator(from, count);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    public override string ToString() =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(FormattableString.Invariant($"{From}-{Count}"))).TrimEnd('=');
}
