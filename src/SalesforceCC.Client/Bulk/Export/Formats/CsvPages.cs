using System.Buffers;
using System.Text;

namespace SalesforceCC.Bulk;

/// <summary>CSV, byte by byte as Salesforce sends it. Only the last line gets its end where it has none.</summary>
internal sealed class CsvPages(CsvDialect dialect) : IPageFormat
{
    private const int BlockSize = 1 << 16;

    // What the first Bulk API says, in place of a header, of a query without rows.
    private const string NoRows = "Records not found for this query";

    private static readonly byte[] s_mark = [0xEF, 0xBB, 0xBF];

    public byte[] Head(string header) => Encoding.UTF8.GetBytes(header + dialect.LineEnding);

    public async Task<PageRows> WriteAsync(Stream csv, Stream output, bool withHead, CancellationToken stop)
    {
        byte[] block = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            HeaderLine header = new();
            CsvRowCounter rows = new();
            long received = 0;
            int length;
            while ((length = await csv.ReadAsync(block, 0, block.Length, stop).ConfigureAwait(false)) > 0)
            {
                received += length;
                int start = header.Take(block.AsSpan(0, length));
                rows.Add(block.AsSpan(start, length - start));
                if (withHead && start > 0 && header.IsWhole && !IsNone(header.Text))
                    await WriteAsync(output, Head(header.Text!), stop).ConfigureAwait(false);
                await output.WriteAsync(block, start, length - start, stop).ConfigureAwait(false);
            }

            if (rows.IsOpen)
                throw CutShort();
            string? text = IsNone(header.Text) && rows.Rows == 0 ? null : header.Text;
            if (rows.IsInLine)
                await WriteAsync(output, Encoding.ASCII.GetBytes(dialect.LineEnding), stop).ConfigureAwait(false);
            if (withHead && !header.IsWhole && text is not null)
                await WriteAsync(output, Head(text), stop).ConfigureAwait(false);
            return new PageRows(text, rows.Rows, received);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private static Task WriteAsync(Stream output, byte[] bytes, CancellationToken stop) => output.WriteAsync(bytes, 0, bytes.Length, stop);

    /// <summary>Whether a first line is none of names.</summary>
    public static bool IsNone(string? header) => header is null || header.Trim('"').StartsWith(NoRows, StringComparison.OrdinalIgnoreCase);

    /// <summary>The failure of a page that does not end as it should. The next try may get all of it.</summary>
    public static SfException CutShort(Exception? inner = null) =>
        new(SfErrorCodes.InvalidResponse, "A page of results is not complete: it ends within a value.", inner) { MayPass = true };

    /// <summary>The first line of a page that comes in pieces.</summary>
    private sealed class HeaderLine
    {
        private readonly MemoryStream _bytes = new();

        /// <summary>Its end has come.</summary>
        public bool IsWhole { get; private set; }

        /// <summary>The line; null: there was not one byte.</summary>
        public string? Text
        {
            get
            {
                ReadOnlySpan<byte> line = _bytes.GetBuffer().AsSpan(0, (int)_bytes.Length);
                if (line.StartsWith(s_mark))
                    line = line.Slice(s_mark.Length);
                string text = Encoding.UTF8.GetString(line.ToArray()).TrimEnd('\r');
                return text.Length == 0 ? null : text;
            }
        }

        /// <summary>Takes what belongs to the line.</summary>
        /// <returns>Where the rows begin.</returns>
        public int Take(ReadOnlySpan<byte> piece)
        {
            if (IsWhole)
                return 0;
            int end = piece.IndexOf((byte)'\n');
            IsWhole = end >= 0;
            int length = IsWhole ? end : piece.Length;
            _bytes.Write(piece.Slice(0, length).ToArray(), 0, length);
            return IsWhole ? end + 1 : piece.Length;
        }
    }
}
