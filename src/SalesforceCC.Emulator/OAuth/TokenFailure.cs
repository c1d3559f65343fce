namespace SalesforceCC.Emulator.OAuth;

/// <summary>A failure that an app was told to answer.</summary>
internal sealed record TokenFailure(string Error, string ErrorDescription, int Status = 400);
