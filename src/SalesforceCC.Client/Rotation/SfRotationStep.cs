namespace SalesforceCC;

/// <summary>One step of a rotation of key and secret.</summary>
public sealed class SfRotationStep
{
    internal const string Failed = "Failed";

    internal SfRotationStep(string step, string status, string detail)
    {
        Step = step;
        Status = status;
        Detail = detail;
    }

    /// <summary>What was done: FindApp, Stage, StoreStaged, Connect, Promote, Store, CleanUp or Grace.</summary>
    public string Step { get; }

    /// <summary>
    /// Done, or Skipped where an earlier run had done it. Failed is for CleanUp alone: the rotation is done all the same.
    /// </summary>
    public string Status { get; }

    /// <summary>In words: which app, which secret, until when. Never holds a secret.</summary>
    public string Detail { get; }

    /// <summary>Step and detail.</summary>
    public override string ToString() => $"{Step}: {Detail}";
}
