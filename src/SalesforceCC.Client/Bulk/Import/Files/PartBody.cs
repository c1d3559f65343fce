using System.Globalization;
using System.Text;
using SalesforceCC.Http;

namespace SalesforceCC.Bulk;

/// <summary>What a job is sent: the header and the bytes of its rows where they are, or a file written for it.</summary>
internal static class PartBody
{
    private const string CsvType = "text/csv; charset=UTF-8";

    /// <summary>Where a part is written to.</summary>
    public static string TemporaryFile(string folder, ImportPart part) =>
        Path.Combine(ImportFolder.WorkOf(folder), string.Format(CultureInfo.InvariantCulture, "part-{0:d5}.csv", part.Number));

    /// <summary>The rows in place: as often as they are sent, they are read again.</summary>
    public static RequestBody InPlace(ImportPart part, Action<long>? progress)
    {
        byte[] header = part.Source.Header;
        return RequestBody.Of(
            () => new PrefixedStream(header, FileRange.Open(part.Source.File, part.Offset, part.Length)), CsvType, header.Length + part.Length, progress: progress);
    }

    /// <summary>A file.</summary>
    public static RequestBody OfFile(string path, Action<long>? progress) =>
        RequestBody.Of(() => InputFile.Open(path), CsvType, FileStamp.Of(path).Length, progress: progress);

    /// <summary>Writes the rows of a part as they are sent.</summary>
    /// <exception cref="SfException">FILE_NOT_WRITTEN, BODY_NOT_READ.</exception>
    public static void Write(ImportPart part, string path, CancellationToken stop)
    {
        ImportSource source = part.Source;
        using CsvRecords records = new(FileRange.Open(source.File, part.Offset, part.Length), source.Dialect.Delimiter, source.File, part.Offset, part.FirstLine);
        Disk.Run(path, () =>
        {
            using FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16);
            LineBreaks.Write(source.Header, file);
            byte[] ending = Encoding.ASCII.GetBytes(source.Dialect.LineEnding);
            List<(int Start, int Length)> values = [];
            while (records.Read())
            {
                stop.ThrowIfCancellationRequested();
                WriteRow(records.Current, source, values, file);
                LineBreaks.Write(ending, file);
            }
        });
    }

    private static void WriteRow(ReadOnlySpan<byte> record, ImportSource source, List<(int Start, int Length)> places, Stream file)
    {
        byte delimiter = (byte)source.Dialect.Delimiter;
        places.Clear();
        CsvValues values = new(record, delimiter);
        for (int at = 0; values.MoveNext(); at += values.Current.Length + 1)
            places.Add((at, values.Current.Length));
        for (int i = 0; i < source.Sent.Count; i++)
        {
            SentColumn column = source.Sent[i];
            if (i > 0)
                file.WriteByte(delimiter);
            (int start, int length) = places[column.Index];
            ReadOnlySpan<byte> value = record.Slice(start, length);

            // Alone in its line, nothing would be no row.
            if (value.IsEmpty && source.Sent.Count == 1)
                LineBreaks.Write("\"\""u8, file);
            else if (column.IsBoolean)
                LineBreaks.Write(Encoding.UTF8.GetBytes(column.ValueOf(CsvValues.Text(value))), file);
            else if (column.LineBreak is not null)
                LineBreaks.Write(value, source.Dialect.IsCrLf, file);
            else
                LineBreaks.Write(value, file);
        }
    }
}
