using System.Text;
using SalesforceCC.Http;

namespace SalesforceCC.Bulk;

/// <summary>
/// A user's file as one that can be read from any place as UTF-8: itself, or a copy where it is packed or of another
/// encoding.
/// </summary>
/// <param name="Path">The file.</param>
/// <param name="Start">Where the header begins, behind a byte order mark.</param>
internal sealed record ImportCopy(string Path, int Start)
{
    private const int Block = 1 << 16;

    /// <summary>Makes it.</summary>
    /// <param name="given">The user's file.</param>
    /// <param name="copy">Where a copy goes.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="SfException">BODY_NOT_READ, FILE_NOT_WRITTEN, INVALID_CSV.</exception>
    public static async Task<ImportCopy> OpenAsync(string given, string copy, CancellationToken stop)
    {
        byte[] head = Head(given);
        bool isPacked = head is [0x1F, 0x8B, ..];
        if (isPacked)
        {
            await CopyAsync(given, copy, static file => new GzipBody(file), stop).ConfigureAwait(false);
            head = Head(copy);
        }

        string path = isPacked ? copy : given;
        if (EncodingOf(head) is not { } encoding)
            return new ImportCopy(path, head is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0);
        string decoded = isPacked ? copy + ".utf8" : copy;
        await DecodeAsync(given, path, decoded, encoding, stop).ConfigureAwait(false);
        if (isPacked)
            File.Delete(path);
        return new ImportCopy(decoded, 0);
    }

    private static byte[] Head(string path) => FileInput.OnDisk(path, () =>
    {
        using FileStream file = FileInput.Open(path);
        byte[] head = new byte[4];
        int length = 0;
        for (int read; length < head.Length && (read = file.Read(head, length, head.Length - length)) > 0;)
            length += read;
        Array.Resize(ref head, length);
        return head;
    });

    // The longer marks first: that of UTF-32 begins like that of UTF-16.
    private static Encoding? EncodingOf(byte[] head) => head switch
    {
        [0xFF, 0xFE, 0, 0] => new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true),
        [0, 0, 0xFE, 0xFF] => new UTF32Encoding(bigEndian: true, byteOrderMark: true, throwOnInvalidCharacters: true),
        [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
        _ => null,
    };

    private static async Task CopyAsync(string given, string copy, Func<Stream, Stream> open, CancellationToken stop)
    {
        using Stream input = open(FileInput.Open(given));
        using AtomicFile output = await AtomicFile.OpenAsync(copy, stop).ConfigureAwait(false);
        byte[] buffer = new byte[Block];
        while (await ReadAsync().ConfigureAwait(false) is > 0 and int read)
            await output.WriteAsync(buffer, read, stop).ConfigureAwait(false);
        output.Commit();

        async Task<int> ReadAsync()
        {
            try
            {
                return await input.ReadAsync(buffer, 0, buffer.Length, stop).ConfigureAwait(false);
            }
            catch (InvalidDataException e)
            {
                throw CsvErrors.Invalid(given, e.Message.TrimEnd('.'));
            }
            catch (IOException e)
            {
                throw new SfException(SfErrorCodes.BodyNotRead, $"'{given}' cannot be read: {e.Message}", e) { Final = true };
            }
        }
    }

    private static async Task DecodeAsync(string given, string path, string copy, Encoding encoding, CancellationToken stop)
    {
        using StreamReader input = new(FileInput.Open(path), encoding, detectEncodingFromByteOrderMarks: false, Block);
        using AtomicFile output = await AtomicFile.OpenAsync(copy, stop).ConfigureAwait(false);
        char[] text = new char[Block];
        Encoder encoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetEncoder();
        byte[] bytes = new byte[Encoding.UTF8.GetMaxByteCount(Block)];
        bool isFirst = true;
        while (Read() is > 0 and int read)
        {
            stop.ThrowIfCancellationRequested();
            int skipped = isFirst && text[0] == '\uFEFF' ? 1 : 0;
            isFirst = false;
            await output.WriteAsync(bytes, encoder.GetBytes(text, skipped, read - skipped, bytes, 0, flush: false), stop).ConfigureAwait(false);
        }

        output.Commit();

        int Read()
        {
            try
            {
                return FileInput.OnDisk(given, () => input.Read(text, 0, text.Length));
            }
            catch (SfException e) when (e.InnerException is DecoderFallbackException)
            {
                throw CsvErrors.Invalid(given, $"its byte order mark says {encoding.WebName}, and some of its bytes are no characters of that");
            }
        }
    }
}
