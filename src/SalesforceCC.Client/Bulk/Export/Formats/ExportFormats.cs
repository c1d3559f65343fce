namespace SalesforceCC.Bulk;

/// <summary>The forms of files, by the extension of their names.</summary>
internal static class ExportFormats
{
    private const string Packed = ".gz";

    private static readonly Dictionary<string, Func<CsvDialect, RowTypes, IPageFormat>> s_byExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".csv"] = static (dialect, _) => new CsvPages(dialect),
        [".jsonl"] = static (dialect, types) => new JsonLinePages(types, dialect),
    };

    /// <summary>The extension of a file, such as <c>.csv.gz</c>.</summary>
    /// <exception cref="SfException">INVALID_PARAMETER: nobody can write it.</exception>
    public static string ExtensionOf(string path)
    {
        string plain = Unpacked(path);
        string extension = Path.GetExtension(plain);
        return s_byExtension.ContainsKey(extension)
            ? extension + path.Substring(plain.Length)
            : throw new SfException(
                SfErrorCodes.InvalidParameter,
                $"The name of the file '{Path.GetFileName(path)}' must end with {string.Join(", ", s_byExtension.Keys.SelectMany(static e => new[] { e, e + Packed }))}.");
    }

    /// <summary>The form of a file.</summary>
    public static IPageFormat Of(string extension, CsvDialect dialect, RowTypes types)
    {
        string plain = Unpacked(extension);
        IPageFormat format = s_byExtension[plain](dialect, types);
        return plain.Length == extension.Length ? format : new GzipPages(format);
    }

    private static string Unpacked(string path) =>
        path.EndsWith(Packed, StringComparison.OrdinalIgnoreCase) ? path.Substring(0, path.Length - Packed.Length) : path;
}
