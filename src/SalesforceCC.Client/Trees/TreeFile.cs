using System.Text;
using SalesforceCC.Json;

namespace SalesforceCC.Trees;

/// <summary>Files with trees of records, and plans that list them, as the Salesforce CLI writes them.</summary>
/// <param name="Path">The file.</param>
/// <param name="Type">The object that a plan says its records are of; null where no plan does.</param>
internal sealed record TreeFile(string Path, string? Type = null)
{
    // Of a tree alone Salesforce takes five levels, each of which is three here.
    private const int MaxDepth = 64;

    /// <summary>The files of a plan, in its order.</summary>
    /// <param name="path">The plan.</param>
    /// <param name="notes">What the plan says in vain.</param>
    /// <exception cref="SfException">INVALID_TREE, BODY_NOT_READ.</exception>
    public static IReadOnlyList<TreeFile> OfPlan(string path, List<string> notes)
    {
        if (Read(path) is not object?[] parts)
            throw Invalid(path, "A plan is a list of objects with sobject and files. A file with records is no plan.");
        List<TreeFile> files = [];
        string folder = System.IO.Path.GetDirectoryName(path)!;
        foreach (object? part in parts)
        {
            if (part is not SfJsonObject member || member["sobject"] is not string type || member["files"] is not object?[] names)
                throw Invalid(path, "Each part of a plan has sobject, the API name of an object, and files, a list of paths.");
            if (member["saveRefs"] is not null || member["resolveRefs"] is not null)
                Add(notes, $"saveRefs and resolveRefs in '{path}' have no effect: references are always resolved.");
            foreach (object? name in names)
            {
                string file = name as string ?? (name as SfJsonObject)?["file"] as string
                    ?? throw Invalid(path, "Each of the files of a plan is a path, or an object with the path as file.");
                files.Add(new TreeFile(System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, file)), type));
            }
        }

        return files;
    }

    /// <summary>The records at the top of the file.</summary>
    /// <exception cref="SfException">INVALID_TREE, BODY_NOT_READ.</exception>
    public object?[] ReadRecords() => Read(Path) switch
    {
        SfJsonObject file when file["records"] is object?[] records => records,
        object?[] => throw Invalid(Path, "A list is a plan, and not a file with records."),
        _ => throw Invalid(Path, "A file with records is an object with a list named records."),
    };

    public static SfException Invalid(string path, string text, Exception? inner = null) => new(SfErrorCodes.InvalidTree, $"'{path}': {text}", inner);

    private static object? Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new SfException(SfErrorCodes.BodyNotRead, $"'{path}' cannot be read: {ReadFailure.Why(path, e)}", e);
        }

        // As Windows PowerShell writes it.
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            bytes = Encoding.UTF8.GetBytes((bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(bytes, 2, bytes.Length - 2));
        try
        {
            return new JsonValueReader(new JsonSource("file", MaxDepth) { IsComplete = true }).Read(bytes);
        }
        catch (SfException e)
        {
            throw Invalid(path, e.Message, e);
        }
    }

    private static void Add(List<string> notes, string note)
    {
        if (!notes.Contains(note))
            notes.Add(note);
    }
}
