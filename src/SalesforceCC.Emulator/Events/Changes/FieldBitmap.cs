using System.Globalization;
using System.Numerics;

namespace SalesforceCC.Emulator.Events.Changes;

/// <summary>
/// Fields of an event as Salesforce names them: one number for those of the event, its lowest bit for the first field, and
/// one more for each record of which some parts are meant, after the record's place.
/// </summary>
internal sealed class FieldBitmap
{
    private readonly SortedDictionary<int, BigInteger> _nested = [];
    private BigInteger _fields;

    public bool IsEmpty => _fields.IsZero && _nested.Count == 0;

    public void Add(int field) => _fields |= BigInteger.One << field;

    /// <summary>A part of a record; the record itself does not count.</summary>
    public void Add(int field, int part) => _nested[field] = _nested.GetValueOrDefault(field) | (BigInteger.One << part);

    /// <summary><c>0x400800</c> or <c>4-0x01</c>; none where no field is meant.</summary>
    public string[] ToTexts() =>
    [
        .. _fields.IsZero ? [] : new[] { Hex(_fields) },
        .. _nested.Select(n => string.Create(CultureInfo.InvariantCulture, $"{n.Key}-{Hex(n.Value)}")),
    ];

    // Whole bytes, the most significant first.
    private static string Hex(BigInteger bits) =>
        "0x" + Convert.ToHexString(bits.ToByteArray(isUnsigned: true, isBigEndian: true));
}
