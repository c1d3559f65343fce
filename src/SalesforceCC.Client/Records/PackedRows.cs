using System.Buffers;
using System.Buffers.Binary;

namespace SalesforceCC.Records;

/// <summary>
/// Rows without objects, packed one behind the other in pooled memory. Their records are made when their turn comes.
/// </summary>
/// <remarks>
/// Records that wait in a page, and those that were used already, are marked and moved by each garbage collection; nobody
/// looks at the bytes of the pool. In front of each row stands its length, as four bytes.
/// </remarks>
internal sealed class PackedRows
{
    // Some hundred rows.
    private const int BlockSize = 128 * 1024;

    private readonly List<byte[]> _blocks = [];

    // How much of each block is used.
    private readonly List<int> _ends = [];

    // Rows of one layout that follow each other: nearly always all of them.
    private readonly List<RecordLayout> _layouts = [];
    private readonly List<int> _rows = [];

    public int Count { get; private set; }

    /// <summary>The layout of the first row; null: there is none.</summary>
    public RecordLayout? First => _layouts.Count == 0 ? null : _layouts[0];

    /// <summary>Packs the values of a frame, which refer to <paramref name="data"/>.</summary>
    public void Add(ReadOnlySpan<byte> data, RecordFrame frame, RecordLayout layout)
    {
        int values = layout.Types.Length;
        int size = PackedRow.Size(frame, values);
        Span<byte> place = Take(checked(sizeof(int) + size));
        BinaryPrimitives.WriteInt32LittleEndian(place, size);
        PackedRow.Fill(place.Slice(sizeof(int)), data, frame, values);
        if (_layouts.Count == 0 || !ReferenceEquals(_layouts[_layouts.Count - 1], layout))
        {
            _layouts.Add(layout);
            _rows.Add(0);
        }

        _rows[_rows.Count - 1]++;
        Count++;
    }

    /// <summary>Makes the records, one by one. To be called once: the memory of rows that were made is given back.</summary>
    public IEnumerable<SfRecord> Drain()
    {
        int block = 0;
        int position = 0;
        try
        {
            for (int run = 0; run < _rows.Count; run++)
            {
                RecordLayout layout = _layouts[run];
                for (int i = _rows[run]; i > 0; i--)
                {
                    if (position == _ends[block])
                    {
                        ArrayPool<byte>.Shared.Return(_blocks[block++]);
                        position = 0;
                    }

                    byte[] row = RowAt(_blocks[block], position);
                    position += sizeof(int) + row.Length;
                    yield return layout.Shape.Create(layout, row);
                }
            }
        }
        finally
        {
            for (; block < _blocks.Count; block++)
                ArrayPool<byte>.Shared.Return(_blocks[block]);
            _blocks.Clear();
        }
    }

    private static byte[] RowAt(byte[] block, int position) =>
        block.AsSpan(position + sizeof(int), BinaryPrimitives.ReadInt32LittleEndian(block.AsSpan(position))).ToArray();

    private Span<byte> Take(int size)
    {
        int last = _blocks.Count - 1;
        if (last < 0 || _blocks[last].Length - _ends[last] < size)
        {
            _blocks.Add(ArrayPool<byte>.Shared.Rent(Math.Max(size, BlockSize)));
            _ends.Add(0);
            last++;
        }

        int start = _ends[last];
        _ends[last] += size;
        return _blocks[last].AsSpan(start, size);
    }
}
