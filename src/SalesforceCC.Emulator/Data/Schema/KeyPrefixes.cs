namespace SalesforceCC.Emulator.Data.Schema;

/// <summary>The key prefixes of an org: each for one object. Objects that bring none, or one that is taken, get a free one.</summary>
internal sealed class KeyPrefixes
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private int _next = Digits.Length * Digits.Length;

    /// <summary>Notes a prefix; false where it is taken.</summary>
    public bool TryTake(string prefix) => _taken.Add(prefix);

    /// <summary>
    /// A prefix as custom objects (<c>a</c>) and platform events (<c>e</c>) have it; from the end, so that few real ones are in
    /// the way.
    /// </summary>
    public string Free(char first)
    {
        while (true)
        {
            _next--;
            string prefix = $"{first}{Digits[_next / Digits.Length]}{Digits[_next % Digits.Length]}";
            if (_taken.Add(prefix)) return prefix;
        }
    }
}
