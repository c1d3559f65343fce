namespace SalesforceCC.Http;

/// <summary>The check sum of gzip (RFC 1952, 8), eight bytes at a step. The runtimes keep theirs to themselves.</summary>
internal static class Crc32
{
    private static readonly uint[] s_table = Table();

    /// <summary>The sum of what came before and these bytes; it begins with 0.</summary>
    public static uint Add(uint sum, ReadOnlySpan<byte> bytes)
    {
        uint[] table = s_table;
        uint crc = ~sum;
        for (; bytes.Length >= 8; bytes = bytes.Slice(8))
        {
            crc ^= bytes[0] | ((uint)bytes[1] << 8) | ((uint)bytes[2] << 16) | ((uint)bytes[3] << 24);
            crc = table[(7 * 256) + (crc & 0xFF)] ^ table[(6 * 256) + ((crc >> 8) & 0xFF)]
                ^ table[(5 * 256) + ((crc >> 16) & 0xFF)] ^ table[(4 * 256) + (crc >> 24)]
                ^ table[(3 * 256) + bytes[4]] ^ table[(2 * 256) + bytes[5]] ^ table[256 + bytes[6]] ^ table[bytes[7]];
        }

        foreach (byte b in bytes)
            crc = table[(crc ^ b) & 0xFF] ^ (crc >> 8);
        return ~crc;
    }

    private static uint[] Table()
    {
        uint[] table = new uint[8 * 256];
        for (uint i = 0; i < 256; i++)
        {
            uint crc = i;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) == 0 ? 0 : 0xEDB88320);
            table[i] = crc;
        }

        for (int i = 256; i < table.Length; i++)
            table[i] = (table[i - 256] >> 8) ^ table[table[i - 256] & 0xFF];
        return table;
    }
}
