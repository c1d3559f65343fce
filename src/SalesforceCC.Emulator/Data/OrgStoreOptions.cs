namespace SalesforceCC.Emulator.Data;

/// <summary>What an org starts with.</summary>
public sealed record OrgStoreOptions
{
    /// <summary>The org's clock: audit fields and date literals such as <c>TODAY</c> follow it.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// <c>sample</c> for a small company with customers, deals and invoices; null for an org with users only;
    /// <c>empty</c> for one with an administrator only, before any integration is set up.
    /// </summary>
    public string? Seed { get; init; }

    /// <summary>Number of generated rows in <c>Big__c</c>.</summary>
    public int Rows { get; init; }

    /// <summary>
    /// Further objects and fields: a JSON file in the org's own form, describes of another org (a file or a folder of them),
    /// or the source folder of a Salesforce DX project.
    /// </summary>
    public string? SchemaPath { get; init; }
}
