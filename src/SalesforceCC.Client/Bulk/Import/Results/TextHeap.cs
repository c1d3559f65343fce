using System.Text;

namespace SalesforceCC.Bulk;

/// <summary>Many short texts in few arrays. The same text twice is one where it came lately, as errors do.</summary>
internal sealed class TextHeap
{
    private const int MostRemembered = 1000;

    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
    private readonly List<(int Start, int Length)> _places = [];
    private byte[] _bytes = new byte[1 << 16];
    private int _length;

    /// <summary>A text by its number.</summary>
    public string this[int text] => Encoding.UTF8.GetString(_bytes, _places[text].Start, _places[text].Length);

    /// <summary>Forgets all texts, and keeps the memory.</summary>
    public void Clear()
    {
        _known.Clear();
        _places.Clear();
        _length = 0;
    }

    /// <summary>Keeps a text, and gives its number.</summary>
    public int Add(string text)
    {
        if (_known.TryGetValue(text, out int known))
            return known;
        int room = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_bytes.Length - _length < room)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + room));
        int count = Encoding.UTF8.GetBytes(text, 0, text.Length, _bytes, _length);
        _places.Add((_length, count));
        _length += count;
        if (_known.Count == MostRemembered)
            _known.Clear();
        _known[text] = _places.Count - 1;
        return _places.Count - 1;
    }
}
