using System.Text;

namespace SalesforceCC.Emulator.Data.Schema;

/// <summary>Labels made of API names: NumberOfEmployees is "Number Of Employees", OwnerId "Owner ID".</summary>
internal static class FieldLabel
{
    public static string From(string name, bool isReference)
    {
        if (name.EndsWith("__c", StringComparison.Ordinal) || name.EndsWith("__e", StringComparison.Ordinal)) name = name[..^3];
        if (isReference && name.EndsWith("Id", StringComparison.Ordinal)) return From(name[..^2], false) + " ID";
        StringBuilder label = new();
        for (int i = 0; i < name.Length; i++)
        {
            bool startsWord = char.IsUpper(name[i]) && i > 0 && char.IsLower(name[i - 1]);
            if (startsWord) label.Append(' ');
            label.Append(name[i] == '_' ? ' ' : name[i]);
        }
        return label.ToString();
    }
}
