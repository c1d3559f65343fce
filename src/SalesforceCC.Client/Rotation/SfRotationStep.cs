namespace SalesforceCC;

/// <summary>One step of the rotation of a consumer key and secret.</summary>
public sealed class SfRotationStep
{
    internal SfRotationStep(string step, SfRotationStatus status, string detail)
    {
        Step = step;
        Status = status;
        Detail = detail;
    }

    /// <summary>The step: FindApp, Stage, StoreStaged, Connect, Promote, Store, CleanUp or Grace.</summary>
    public string Step { get; }

    /// <summary>
    /// Done, or Skipped if an earlier run had done it. Only CleanUp can be Failed; the rotation is complete nevertheless.
    /// </summary>
    public SfRotationStatus Status { get; }

    /// <summary>Details: which app, which secret, until when. Never contains a secret.</summary>
    public string Detail { get; }

    /// <summary>The step and its details.</summary>
    public override string ToString() => $"{Step}: {Detail}";
}
