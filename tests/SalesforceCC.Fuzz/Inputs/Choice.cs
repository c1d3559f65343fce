namespace SalesforceCC.Fuzz.Inputs;

/// <summary>Choosing at random.</summary>
internal static class Choice
{
    public static T Of<T>(this Random random, params ReadOnlySpan<T> choices) => choices[random.Next(choices.Length)];

    /// <summary>True so many times in a hundred.</summary>
    public static bool Percent(this Random random, int percent) => random.Next(100) < percent;

    /// <summary>A small number as a rule, a larger one now and then.</summary>
    public static int Few(this Random random, int most) => random.Percent(90) ? random.Next(Math.Min(most, 5) + 1) : random.Next(most + 1);
}
