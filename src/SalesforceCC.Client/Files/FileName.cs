using System.Globalization;
using System.Text;

namespace SalesforceCC.Files;

/// <summary>
/// Names of files, which anybody in an org may have chosen, as every system takes them: one part of a path, whatever it says.
/// </summary>
internal static class FileName
{
    // Of 255, which file systems take, so that a number has room.
    private const int MaxBytes = 230;
    private const int LongestExtension = 20;

    private static readonly string[] s_devices =
        [.. "CON PRN AUX NUL CONIN$ CONOUT$ CLOCK$".Split(' '), .. "0123456789\u00B9\u00B2\u00B3".SelectMany(static n => new[] { "COM" + n, "LPT" + n })];

    /// <summary>A name for every system.</summary>
    /// <param name="name">What the org calls it.</param>
    /// <param name="otherwise">The name where nothing is left of that.</param>
    public static string Clean(string name, string otherwise)
    {
        string text = Trim(Visible(name));
        if (text.Length == 0)
            text = otherwise;
        string device = text.Split('.')[0].TrimEnd();
        if (s_devices.Contains(device, StringComparer.OrdinalIgnoreCase))
            text = "_" + text;
        return Shorten(text);
    }

    /// <summary>A title with its extension, where it does not have it already.</summary>
    public static string Of(string title, string? extension) =>
        string.IsNullOrEmpty(extension) || title.EndsWith("." + extension, StringComparison.OrdinalIgnoreCase) ? title : $"{title}.{extension}";

    /// <summary>The same name with a number before its extension.</summary>
    public static string Numbered(string name, int number)
    {
        string extension = Extension(name);
        string start = extension.Length == 0 ? name : name.Substring(0, name.Length - extension.Length - 1);
        return FormattableString.Invariant($"{start} ({number}){(extension.Length == 0 ? "" : "." + extension)}");
    }

    /// <summary>The extension, without its point; empty: none. What begins with a point has none by that.</summary>
    public static string Extension(string name)
    {
        int point = name.LastIndexOf('.');
        return point > 0 && name.Length - point - 1 <= LongestExtension ? name.Substring(point + 1) : "";
    }

    /// <summary>The name without its extension.</summary>
    public static string WithoutExtension(string name)
    {
        string extension = Extension(name);
        return extension.Length == 0 ? name : name.Substring(0, name.Length - extension.Length - 1);
    }

    // What cannot be seen can make one name look like another, or like one with another extension.
    private static string Visible(string name)
    {
        StringBuilder text = new(name.Length);
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            if (char.IsSurrogate(c))
            {
                if (i + 1 < name.Length && char.IsSurrogatePair(c, name[i + 1]))
                {
                    if (!IsHidden(CharUnicodeInfo.GetUnicodeCategory(name, i)))
                        text.Append(c).Append(name[i + 1]);
                    i++;
                }

                continue;
            }

            if (c is '<' or '>' or ':' or '"' or '/' or '\\' or '|' or '?' or '*')
                text.Append('_');
            else if (c is '\u200C' or '\u200D' || (!IsHidden(char.GetUnicodeCategory(c)) && (c < '\uFFFE')))
                text.Append(c);
        }

        return text.ToString().Normalize(NormalizationForm.FormC);
    }

    // U+200C and U+200D are left alone: words and emoji are written with them.
    private static bool IsHidden(UnicodeCategory category) => category
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate;

    // Windows takes points and blanks off the end by itself, so that two names were one.
    private static string Trim(string name)
    {
        int end = name.Length;
        while (end > 0 && (name[end - 1] == '.' || char.IsWhiteSpace(name[end - 1])))
            end--;
        return name.Substring(0, end).TrimStart();
    }

    private static string Shorten(string name)
    {
        if (Encoding.UTF8.GetByteCount(name) <= MaxBytes)
            return name;
        string extension = Extension(name);
        string end = extension.Length == 0 ? "" : "." + extension;
        int room = MaxBytes - Encoding.UTF8.GetByteCount(end);
        int used = 0;
        TextElementEnumerator letters = StringInfo.GetTextElementEnumerator(WithoutExtension(name));
        StringBuilder start = new();
        while (letters.MoveNext())
        {
            string letter = letters.GetTextElement();
            used += Encoding.UTF8.GetByteCount(letter);
            if (used > room)
                break;
            start.Append(letter);
        }

        string kept = Trim(start.ToString());
        return kept.Length == 0 ? "_" + end : kept + end;
    }
}
