using System.Collections;
using System.Data;
using System.Management.Automation;
using System.Text.RegularExpressions;
using SalesforceCC.Data;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>What users give to name records: ids and keys, and objects that have them.</summary>
/// <param name="session">The session that they are read with.</param>
/// <param name="type">The object that the user has named; null: the records say it.</param>
/// <param name="keyField">The field that has the key; null: the id.</param>
internal sealed class RecordKey(SfSession session, string? type, string? keyField)
{
    private static readonly Regex s_name = new(@"^[A-Za-z][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant);

    private readonly bool _isById = keyField is null || keyField.Equals("Id", StringComparison.OrdinalIgnoreCase);

    /// <summary>The record that is named. What is wrong with its name is its failure.</summary>
    public ReadRow Read(PSObject input)
    {
        try
        {
            object bare = input.BaseObject;
            SfRecord? record = bare as SfRecord;
            if (_isById && record is { Origin: { } origin } && !origin.IsOrgOf(session))
                throw Invalid($"{record.GetObjectName()} {record.GetId()} comes from {origin.InstanceUrl.Host}, and the session is of {session.InstanceUrl.Host}, where the ID means nothing.");
            string name = TypeOf(record?.GetObjectName() ?? RowFields.TypeOf(input));
            return new ReadRow(name, _isById ? RecordId.Checked(IdOf(input, record)) : KeyOf(input, record), input);
        }
        catch (SfException e)
        {
            ReadRow failed = new(type ?? "", null, input);
            failed.Fail(e);
            return failed;
        }
    }

    private static object? IdOf(PSObject input, SfRecord? record) => record is not null
        ? record.GetId() ?? throw Invalid("The record has no Id.")
        : input.BaseObject is SfSaveResult result ? result.Id : ValueOf(input, "Id");

    private object? KeyOf(PSObject input, SfRecord? record)
    {
        if (record is not null && !record.GetFieldNames().Contains(keyField!, StringComparer.OrdinalIgnoreCase))
            throw Invalid($"The record has no {keyField}.");
        return ValueOf(input, keyField!);
    }

    // A single value is the id or key itself; of anything else it is a property.
    private static object? ValueOf(PSObject input, string field) => input.BaseObject switch
    {
        string or ValueType or Uri => input.BaseObject,
        IDictionary table => PsValues.Unwrap(table.Keys.Cast<object>().Where(k => field.Equals(k?.ToString(), StringComparison.OrdinalIgnoreCase)).Select(k => table[k]).FirstOrDefault()
            ?? throw Missing(field)),
        DataRow row => row.Table.Columns.Contains(field) ? row[field] : throw Missing(field),
        _ => PsValues.Unwrap((input.Properties[field] ?? throw Missing(field)).Value),
    };

    private string TypeOf(string? own)
    {
        if (_isById && type is not null && own is not null && !type.Equals(own, StringComparison.OrdinalIgnoreCase))
            throw Invalid($"The record is of {own}, not of {type}.");
        string name = type ?? own ?? throw Invalid("The record does not say of what object it is: specify -Type.");
        return s_name.IsMatch(name) ? name : throw Invalid($"'{name}' is not the API name of an object.");
    }

    private static SfException Missing(string field) => Invalid($"The record has no {field}.");

    private static SfException Invalid(string message) => new(SfErrorCodes.InvalidParameter, message);
}
