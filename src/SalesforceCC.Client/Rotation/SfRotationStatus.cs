namespace SalesforceCC;

/// <summary>The result of one step of a rotation.</summary>
public enum SfRotationStatus
{
    /// <summary>The step was done.</summary>
    Done,

    /// <summary>An earlier run had done it.</summary>
    Skipped,

    /// <summary>The step failed. Only CleanUp can fail without ending the rotation.</summary>
    Failed,
}
