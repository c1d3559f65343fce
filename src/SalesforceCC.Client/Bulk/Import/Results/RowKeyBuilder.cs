using System.Text;

namespace SalesforceCC.Bulk;

/// <summary>Makes keys of rows, value by value.</summary>
internal sealed class RowKeyBuilder
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private byte[] _bytes = new byte[1024];
    private int _length;

    /// <summary>The next value of the row.</summary>
    public void Add(string value)
    {
        // Its length stands before it, so that "a", "b" is not "ab", "".
        int room = 4 + s_utf8.GetMaxByteCount(value.Length);
        if (_bytes.Length - _length < room)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + room));
        int count = s_utf8.GetBytes(value, 0, value.Length, _bytes, _length + 4);
        _bytes[_length] = (byte)count;
        _bytes[_length + 1] = (byte)(count >> 8);
        _bytes[_length + 2] = (byte)(count >> 16);
        _bytes[_length + 3] = (byte)(count >> 24);
        _length += 4 + count;
    }

    /// <summary>The key of the row; what comes next is another row's.</summary>
    public RowKey Take()
    {
        RowKey key = RowKey.Of(_bytes, _length);
        _length = 0;
        return key;
    }
}
