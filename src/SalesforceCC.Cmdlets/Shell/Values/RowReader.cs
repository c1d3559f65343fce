using System.Management.Automation;
using System.Text.RegularExpressions;
using SalesforceCC.Data;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>What users give as records, as rows to write. What is wrong with one is that row's failure.</summary>
/// <param name="session">The session that they are written with.</param>
/// <param name="settings">What is done with them.</param>
/// <param name="type">The object that the user has named; null: the records say it.</param>
/// <param name="whole">Of rows of a query all fields are written, not only what was changed in them.</param>
internal sealed class RowReader(SfSession session, WriteSettings settings, string? type, bool whole = false)
{
    private static readonly Regex s_name = new(@"^[A-Za-z][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant);

    /// <summary>The row of a record; null: there is nothing to do for it, as <paramref name="reason"/> says.</summary>
    public WriteRow? Read(PSObject input, out string? reason)
    {
        reason = null;
        try
        {
            return settings.TakesIds ? ReadId(input) : ReadRow(input, out reason);
        }
        catch (SfException e)
        {
            WriteRow failed = new(type ?? "", input);
            failed.Fail(e);
            return failed;
        }
    }

    private WriteRow ReadId(PSObject input)
    {
        RefuseForeign(input);
        object? given = input.BaseObject switch
        {
            string id => id,
            SfRecord record => record.GetId(),
            SfSaveResult result => result.Id,
            _ when RecordId.IsNumber(input) => input.BaseObject,
            _ => RowFields.Of(input, changes: false, null).GivenId,
        };
        string checkedId = RecordId.Checked(given ?? throw Invalid("The record has no Id, which says what record is meant."));
        return new WriteRow(checkedId.Substring(0, 3), input) { Id = checkedId };
    }

    private WriteRow? ReadRow(PSObject input, out string? reason)
    {
        RefuseForeign(input);
        bool isUpdate = settings.Operation != WriteOperation.Insert && !whole;
        string? key = settings.KeyField;
        RowFields read = RowFields.Of(input, changes: isUpdate, key);
        string name = TypeOf(read);
        string? id = read.Id is null || !NeedsId ? null : RecordId.Checked(read.GivenId);
        if (settings.Operation == WriteOperation.Update && id is null)
            throw Invalid("The record has no Id, which says what record to change.");

        SfRecord? record = input.BaseObject as SfRecord;
        reason = null;
        if (record is not null && isUpdate && !read.Fields.Exists(f => !f.Key.Equals(key, StringComparison.OrdinalIgnoreCase)))
        {
            reason = $"{name} {read.Id ?? ""}: nothing was changed, so nothing is sent.";
            return null;
        }

        WriteRow row = new(name, input)
        {
            Id = id,
            Fields = read.Fields,
            IsOfRecord = record is not null || read.IsWhole,
            IsWhole = read.IsWhole,
            Record = isUpdate ? record : null,
        };
        AddNotes(row, read);
        return row;
    }

    private bool NeedsId => settings.Operation == WriteOperation.Update || settings.IsKeyedById;

    private void AddNotes(WriteRow row, RowFields read)
    {
        foreach (string field in read.LeftOut)
            row.Notes.Add($"{field} is left out, since related records are not written with their record.");
        if (read.Id is null || NeedsId)
            return;
        if (settings.Operation == WriteOperation.Insert && !read.IsWhole)
            read.Fields.Insert(0, new("Id", read.Id));
        else
            row.Notes.Add($"Id is left out, since {(settings.Operation == WriteOperation.Insert ? "a new record gets its own" : $"the record is found by {settings.KeyField}")}.");
    }

    private string TypeOf(RowFields read)
    {
        if (type is not null && read.Type is not null && settings.Operation != WriteOperation.Insert
            && !type.Equals(read.Type, StringComparison.OrdinalIgnoreCase))
            throw Invalid($"The record is of {read.Type}, not of {type}.");
        string name = type ?? read.Type ?? throw Invalid("The record does not say of what object it is: specify -Type.");
        return s_name.IsMatch(name) ? name : throw Invalid($"'{name}' is not the API name of an object.");
    }

    // Ids of one org mean nothing in another, or another record.
    private void RefuseForeign(PSObject input)
    {
        if (input.BaseObject is SfRecord { Origin: { } origin } record && !origin.IsOrgOf(session))
            throw Invalid(
                $"{record.GetObjectName()} {record.GetId()} comes from {origin.InstanceUrl.Host}, and the session is of {session.InstanceUrl.Host}. To write it there, give its fields anew: Select-Object Name, Phone, and -Type.");
    }

    private static SfException Invalid(string message) => new(SfErrorCodes.InvalidParameter, message);
}
