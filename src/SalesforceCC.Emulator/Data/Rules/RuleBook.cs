namespace SalesforceCC.Emulator.Data.Rules;

/// <summary>Which rules hold for which object. A new rule is one more line here.</summary>
internal static class RuleBook
{
    private static readonly Dictionary<string, IRowRule[]> s_rules = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Attachment"] = [new AttachmentRule()],
        ["Case"] = [new CaseRule()],
        ["Contact"] = [new PersonNameRule()],
        ["ContentDocumentLink"] = [new FileLinkRule()],
        ["ContentVersion"] = [new FileVersionRule()],
        ["Document"] = [new AttachmentRule()],
        ["Event"] = [new EventRule(), new ActivityAccountRule()],
        ["Lead"] = [new PersonNameRule()],
        ["Opportunity"] = [new OpportunityRule()],
        ["PermissionSetAssignment"] = [new PermissionSetAssignmentRule()],
        ["PermissionSetLicenseAssign"] = [new LicenseAssignmentRule()],
        ["Profile"] = [new ProfileRule()],
        ["Task"] = [new TaskRule(), new ActivityAccountRule()],
        ["User"] = [new PersonNameRule(), new UserRule()],
    };

    public static IReadOnlyList<IRowRule> For(SObjectType type) => s_rules.GetValueOrDefault(type.Name, []);
}
