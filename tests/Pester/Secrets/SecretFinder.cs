using System;
using System.Collections.Generic;
using System.Net;
using System.Security;
using System.Text;
using System.Text.Json;

namespace SalesforceCC.Tests;

/// <summary>
/// Finds secrets in texts: any twelve characters of one, in every form in which they could be written without being
/// noticed. What a log cuts short, wraps or encodes is found, too.
/// </summary>
public sealed class SecretFinder
{
    private const int Window = 12;
    private const ulong Base = 1_099_511_628_211;

    private static readonly ulong s_highest = Power(Window - 1);

    private readonly HashSet<string> _secrets = [];
    private readonly Dictionary<ulong, List<string>> _needles = [];

    /// <summary>How many secrets it looks for.</summary>
    public int Count => _secrets.Count;

    public void Add(string secret)
    {
        if (secret.Length < Window)
            throw new ArgumentException("Shorter than a window: " + secret.Length, nameof(secret));
        if (!_secrets.Add(secret))
            return;
        for (int i = 0; i + Window <= secret.Length; i++)
            foreach (string form in Forms(secret.Substring(i, Window)))
                AddNeedle(form.ToLowerInvariant());
    }

    /// <summary>Where a part of a secret begins; -1 if there is none.</summary>
    public int IndexIn(string text)
    {
        string lower = text.ToLowerInvariant();
        ulong hash = 0;
        for (int i = 0; i < lower.Length; i++)
        {
            if (i >= Window)
                hash -= lower[i - Window] * s_highest;
            hash = (hash * Base) + lower[i];
            int start = i - Window + 1;
            if (start < 0 || !_needles.TryGetValue(hash, out List<string> needles))
                continue;
            foreach (string needle in needles)
                if (string.CompareOrdinal(lower, start, needle, 0, needle.Length) == 0)
                    return start;
        }

        return -1;
    }

    private void AddNeedle(string needle)
    {
        ulong hash = 0;
        foreach (char c in needle.AsSpan(0, Window))
            hash = (hash * Base) + c;
        if (!_needles.TryGetValue(hash, out List<string> same))
            _needles[hash] = same = [];
        if (!same.Contains(needle))
            same.Add(needle);
    }

    private static IEnumerable<string> Forms(string part)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(part);
        byte[] utf16 = Encoding.Unicode.GetBytes(part);
        yield return part;
        yield return Uri.EscapeDataString(part);
        yield return WebUtility.UrlEncode(part);
        yield return WebUtility.HtmlEncode(part);
        yield return SecurityElement.Escape(part);
        yield return part.Replace("\\", "\\\\").Replace("\"", "\\\"");
        yield return JsonEncodedText.Encode(part).ToString();
        yield return Convert.ToHexString(utf8);
        // What Export-Clixml makes of a SecureString on Linux and macOS.
        yield return Convert.ToHexString(utf16);
        foreach (byte[] bytes in new[] { utf8, utf16 })
        {
            for (int before = 0; before < 3; before++)
            {
                string inside = Base64Inside(bytes, before);
                yield return inside;
                yield return inside.Replace('+', '-').Replace('/', '_');
            }
        }
    }

    /// <summary>The digits that are the same whatever stands before, so many bytes after a multiple of three, and behind.</summary>
    private static string Base64Inside(byte[] bytes, int before)
    {
        byte[] all = new byte[before + bytes.Length];
        bytes.CopyTo(all, before);
        int first = ((before * 8) + 5) / 6;
        return Convert.ToBase64String(all)[first..(all.Length * 8 / 6)];
    }

    private static ulong Power(int exponent)
    {
        ulong power = 1;
        for (int i = 0; i < exponent; i++)
            power *= Base;
        return power;
    }
}
