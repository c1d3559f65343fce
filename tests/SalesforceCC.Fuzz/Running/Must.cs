namespace SalesforceCC.Fuzz.Running;

/// <summary>What checks are made of.</summary>
internal static class Must
{
    /// <summary>Fails unless it holds.</summary>
    public static void Hold(bool isTrue, string what)
    {
        if (!isTrue)
            throw new InvalidOperationException(what);
    }

    /// <summary>Fails unless both are the same.</summary>
    public static void Equal<T>(T expected, T actual, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
            throw new InvalidOperationException($"{what}\nexpected: {expected}\nis:       {actual}");
    }
}
