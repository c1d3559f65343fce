namespace SalesforceCC.Events;

/// <summary>Numbers from 0 to 1, from any thread.</summary>
internal static class RandomNumber
{
#if NET
    public static double Next() => Random.Shared.NextDouble();
#else
    private static readonly Random s_random = new();

    public static double Next()
    {
        lock (s_random)
            return s_random.NextDouble();
    }
#endif
}
