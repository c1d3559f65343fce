namespace SalesforceCC.Rotation;

/// <summary>How far a rotation has come, for the words with which it fails.</summary>
/// <param name="first">The secret that others connect with.</param>
/// <param name="second">The one under which the new pair waits.</param>
internal sealed class RotationProgress(string first, string second)
{
    /// <summary>Salesforce was asked for a new pair, or has one.</summary>
    public bool Begun { get; set; }

    /// <summary>The new pair is being promoted, or was.</summary>
    public bool Promoting { get; set; }

    /// <summary>The new pair is being put under the first name.</summary>
    public bool Storing { get; set; }

    /// <summary>It is there.</summary>
    public bool Stored { get; set; }

    /// <summary>The failure of a step, with where things stand.</summary>
    public SfException Explain(Exception e)
    {
        SfException failure = e as SfException ?? new SfException(SfErrorCodes.RotationFailed, e.Message, e);
        return failure.WithMessage($"{failure.Message.TrimEnd().TrimEnd('.')}. {Standing()}");
    }

    private string Standing() => this switch
    {
        { Stored: true } => $"Where it stands: {first} holds the new pair, and works.",
        { Storing: true } => $"Where it stands: {second} holds the new pair, which works; {first} may still hold the previous one, which goes on working for its grace. {GoesOn}",
        { Promoting: true } => $"Where it stands: {second} holds the new pair; {first} holds the previous one, which goes on working for its grace. {GoesOn}",
        { Begun: true } => $"Where it stands: {first} is as it was, and goes on working. {GoesOn}",
        _ => "Nothing was changed.",
    };

    private const string GoesOn = "Another run goes on from there.";
}
