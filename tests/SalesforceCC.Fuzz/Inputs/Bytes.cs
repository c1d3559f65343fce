namespace SalesforceCC.Fuzz.Inputs;

/// <summary>Damage to bytes: what networks, proxies and broken writers do to JSON.</summary>
internal static class Bytes
{
    private static readonly byte[][] s_tokens =
    [
        [0xEF, 0xBB, 0xBF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0x80], [0xFF], [0], [0x1F], [0x7F],
        .. new[]
        {
            "\"", "\\", "\\u", "\\ud83d", "\\udE00", "\\u00", "\\x", "{", "}", "[", "]", ",", ":", ",,", "{}", "[]", "null", "nul", "true", "false",
            "-", "--1", "01", "1.", ".5", "1e", "1e+", "1E400", "-0", "0.0", "99999999999999999999999999999", "1e-400", "NaN", "// x\n", "/**/",
            " ", "\n", "\r", "\t", "\u00a0", "\u000b", "\"records\":[]", "\"done\":false", "\"attributes\":{\"type\":\"A\"}", "é", "😀", "'x'",
        }.Select(System.Text.Encoding.UTF8.GetBytes),
    ];

    /// <summary>Damages a text in one to four places.</summary>
    /// <param name="random">Chooses.</param>
    /// <param name="whole">The text; it stays as it is.</param>
    /// <param name="spared">Places where damage would cost more than it finds; null: none.</param>
    public static byte[] Damage(Random random, byte[] whole, Func<int, bool>? spared = null)
    {
        List<byte> bytes = [.. whole];
        for (int left = random.Percent(70) ? 1 : random.Next(1, 5); left > 0 && bytes.Count > 0; left--)
        {
            int at = random.Next(bytes.Count);
            for (int tries = 0; tries < 8 && spared?.Invoke(at) == true; tries++)
                at = random.Next(bytes.Count);
            DamageAt(random, bytes, at);

            // From here on the places are others.
            if (bytes.Count != whole.Length)
                spared = null;
        }

        return [.. bytes];
    }

    /// <summary>No text at all.</summary>
    public static byte[] Noise(Random random)
    {
        byte[] noise = new byte[random.Few(200)];
        random.NextBytes(noise);
        return noise;
    }

    private static void DamageAt(Random random, List<byte> bytes, int at)
    {
        switch (random.Next(8))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, Math.Min(random.Few(60) + 1, bytes.Count - at));
                break;
            case 3:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 4:
                int from = random.Next(bytes.Count);
                bytes.InsertRange(at, bytes.GetRange(from, Math.Min(random.Few(60) + 1, bytes.Count - from)));
                break;
            case 5:
                byte[] over = random.Of<byte[]>(s_tokens);
                bytes.RemoveRange(at, Math.Min(over.Length, bytes.Count - at));
                bytes.InsertRange(at, over);
                break;
            default:
                bytes.InsertRange(at, random.Of<byte[]>(s_tokens));
                break;
        }
    }
}
