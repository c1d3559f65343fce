using System.Text;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Soql.Results.Json;

/// <summary>
/// The start of every record up to its id:
/// <c>{"attributes":{"type":"Account","url":"/services/data/v68.0/sobjects/Account/</c>. Made once for an API version.
/// </summary>
internal sealed class AttributeHeads
{
    private readonly Dictionary<int, byte[]> _byPrefix = [];

    public AttributeHeads(IEnumerable<SObjectType> types, string versionPath)
    {
        VersionPath = versionPath;
        foreach (SObjectType type in types)
        {
            string head = $"{{\"attributes\":{{\"type\":\"{type.Name}\",\"url\":\"{versionPath}/sobjects/{type.Name}/";
            _byPrefix.Add(Key(Encoding.ASCII.GetBytes(type.KeyPrefix)), Encoding.UTF8.GetBytes(head));
        }
    }

    public string VersionPath { get; }

    /// <summary>The head for the object that an id belongs to.</summary>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> id) => _byPrefix[Key(id)];

    /// <summary>The object's prefix as a number, to look it up without a string.</summary>
    public static int Key(ReadOnlySpan<byte> id) => id[0] | (id[1] << 8) | (id[2] << 16);
}
