using System.Text;
using System.Text.Json;
using SalesforceCC.Fuzz.Oracles;
using SalesforceCC.Fuzz.Running;
using SalesforceCC.Fuzz.Inputs;
using SalesforceCC.Records;

namespace SalesforceCC.Fuzz.Targets;

/// <summary>
/// The reader of query pages gives what the document model gives, or both refuse; and the same, in whatever pieces the
/// bytes arrive.
/// </summary>
internal sealed class PageReaderTarget : FuzzTarget
{
    public override string Name => "PageReader";

    public override FuzzInput Next(Random random)
    {
        byte[] page = Page(random);
        int[] pieces = Pieces(random, page.Length);
        return new FuzzInput(
            () => $"{Characters.Show(page)}\nin pieces of {string.Join(',', pieces)}", () => CheckAsync(page, pieces));
    }

    private static byte[] Page(Random random)
    {
        int kind = random.Next(100);
        if (kind < 3)
            return Bytes.Noise(random);
        string text = kind < 6
            ? $"{{\"done\":true,\"records\":[{{\"a\":{RandomJson.Deep(random, random.Percent(60) ? random.Next(56, 66) : random.Next(20))}}}]}}"
            : RandomPage.Any(random);
        byte[] page = Encoding.UTF8.GetBytes(text);
        return random.Percent(50) ? page : Bytes.Damage(random, page, random.Percent(3) ? null : at => IsInName(page, at));
    }

    /// <summary>Each name that is changed and still valid makes a type, which stays for the life of the process.</summary>
    private static bool IsInName(byte[] page, int at)
    {
        int end = page.AsSpan(at).IndexOf((byte)'"');
        return end >= 0 && page.AsSpan(at + end + 1).TrimStart(" \n\r\t"u8) is [(byte)':', ..];
    }

    private static int[] Pieces(Random random, int length) => random.Next(4) switch
    {
        0 when length < 2_000 => [1],
        0 or 1 => [random.Next(length + 1), int.MaxValue],
        2 => [random.Next(1, 64), random.Next(1, 64), random.Next(1, 5_000)],
        _ => [random.Of(16, 4_096, 65_536, 131_072) + random.Next(-2, 3)],
    };

    private static async Task CheckAsync(byte[] page, int[] pieces)
    {
        using JsonDocument? document = JsonModel.Parse(page);
        string? expected = document is null ? null : PageModel.Of(document);
        Must.Equal(expected, await ReadAsync(page, []), "The page as a whole is not what the document holds.");
        Must.Equal(expected, await ReadAsync(page, pieces), "The page in pieces is not what the document holds.");
    }

    private static async Task<string?> ReadAsync(byte[] page, int[] pieces)
    {
        string? announced = null;
        using PiecesStream stream = new(page, pieces);
        try
        {
            RecordPage read = await new PageReader().ReadAsync(stream, url => announced = url);
            Must.Equal(read.NextRecordsUrl, announced, "The next page was not announced.");
            foreach (IncompleteChildren children in read.IncompleteChildren)
                Must.Hold(
                    ReferenceEquals(children.Owner.GetValue(children.Field), children.Children), "The children are not their owner's.");
            return PageModel.Of(read);
        }
        catch (SfException e) when (e.Code == SfErrorCodes.InvalidResponse)
        {
            return null;
        }
    }
}
