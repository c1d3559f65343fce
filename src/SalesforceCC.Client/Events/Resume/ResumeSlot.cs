using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace SalesforceCC.Events.Resume;

/// <summary>A line of a resume file: a place, when it was stored, and a check sum over both. All lines are equally long.</summary>
/// <param name="Number">The higher of two is the later.</param>
/// <param name="ReplayId">The place.</param>
/// <param name="At">When it was stored.</param>
internal sealed record ResumeSlot(long Number, string ReplayId, DateTimeOffset At)
{
    /// <summary>Bytes of a line, its end included.</summary>
    public const int Length = 192;

    private const int SumLength = 8;

    /// <summary>A line that holds no place yet.</summary>
    public static byte[] Blank()
    {
        byte[] line = new byte[Length];
        line.AsSpan().Fill((byte)' ');
        line[Length - 1] = (byte)'\n';
        return line;
    }

    /// <summary>Whether no place has been stored.</summary>
    public static bool AreBlank(byte[] file, int start) =>
        file.Length == start + (2 * Length) && file.AsSpan(start).ToArray().All(static b => b is (byte)' ' or (byte)'\n');

    /// <summary>The later of the two lines of a file that are whole.</summary>
    public static ResumeSlot? Newest(byte[] file, int start)
    {
        ResumeSlot? one = Read(file, start);
        ResumeSlot? other = Read(file, start + Length);
        return one is null || other?.Number > one.Number ? other : one;
    }

    public byte[] ToLine()
    {
        byte[] line = Blank();
        string text = string.Format(CultureInfo.InvariantCulture, "{0} {1} {2:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}", Number, ReplayId, At.UtcDateTime);
        int length = Encoding.ASCII.GetBytes(text, 0, text.Length, line, SumLength + 1);
        string sum = Crc32.HashToUInt32(line.AsSpan(SumLength + 1, length)).ToString("x8", CultureInfo.InvariantCulture);
        Encoding.ASCII.GetBytes(sum, 0, SumLength, line, 0);
        return line;
    }

    private static ResumeSlot? Read(byte[] file, int at)
    {
        if (file.Length < at + Length)
            return null;
        string line = Encoding.ASCII.GetString(file, at, Length).TrimEnd();
        if (line.Length < SumLength + 1 || !uint.TryParse(line.Substring(0, SumLength), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint sum))
            return null;
        string text = line.Substring(SumLength + 1);
        return Crc32.HashToUInt32(Encoding.ASCII.GetBytes(text)) == sum
            && text.Split(' ') is [var number, var id, var time]
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            && Events.ReplayId.TryParse(id) is not null
            && DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset stored)
            ? new ResumeSlot(value, id, stored)
            : null;
    }
}
