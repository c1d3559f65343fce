using System.Text;
using System.Text.Json;

namespace SalesforceCC.Events.Resume;

/// <summary>Whose place a resume file keeps: the first line of it. A place of one org means nothing in another.</summary>
/// <param name="OrganizationId">The org.</param>
/// <param name="Topic">The topic.</param>
internal sealed record ResumeOwner(string OrganizationId, string Topic)
{
    /// <summary>No first line is longer.</summary>
    public const int LongestLine = 1024;

    private const string Mark = "{\"resumes\":\"Salesforce events\",";
    private const int Version = 1;

    /// <summary>The line, its end included.</summary>
    public byte[] ToLine() => Encoding.UTF8.GetBytes(
        $"{Mark}\"version\":{Version},\"organizationId\":{JsonSerializer.Serialize(OrganizationId)},\"topic\":{JsonSerializer.Serialize(Topic)}}}\n");

    /// <summary>Whether a file is of this owner, and where its first line ends; -1: it is damaged, which is forgiven.</summary>
    /// <exception cref="SfException">RESUME_FILE_UNUSABLE, RESUME_FILE_DAMAGED.</exception>
    public int Require(string path, byte[] file, bool forgive)
    {
        byte[] mark = Encoding.ASCII.GetBytes(Mark);
        int shared = Math.Min(mark.Length, file.Length);
        if (!file.AsSpan(0, shared).SequenceEqual(mark.AsSpan(0, shared)))
            throw Unusable(path, "is another file, and none that keeps a place in a topic");
        int end = Array.IndexOf(file, (byte)'\n');
        try
        {
            if (end < 0)
                throw new JsonException();
            JsonElement head = JsonDocument.Parse(file.AsMemory(0, end)).RootElement;
            if (head.GetProperty("version").GetInt32() > Version)
                throw Unusable(path, "was written by a newer version of this module");
            Check(path, "org", head.GetProperty("organizationId").GetString(), OrganizationId);
            Check(path, "topic", head.GetProperty("topic").GetString(), Topic);
            return end + 1;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return forgive
                ? -1
                : throw new SfException(SfErrorCodes.ResumeFileDamaged, $"'{path}' is damaged: it does not say of which topic it keeps the place.");
        }
    }

    private static void Check(string path, string what, string? kept, string wanted)
    {
        if (kept != wanted)
            throw Unusable(path, $"keeps the place in the {what} {kept}, not in {wanted}");
    }

    private static SfException Unusable(string path, string why) => new(SfErrorCodes.ResumeFileUnusable, $"'{path}' {why}.");
}
