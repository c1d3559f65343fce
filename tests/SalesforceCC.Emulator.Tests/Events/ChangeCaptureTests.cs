using System.Text.Json;
using Avro.Generic;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Events;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Events;

/// <summary>What comes onto the bus when rows change.</summary>
public sealed class ChangeCaptureTests
{
    [Fact]
    public void A_new_row_tells_all_that_it_has()
    {
        using CaptureOrg org = new();
        string id = org.Data.Insert("Account", """{"Name":"New","AnnualRevenue":12,"NumberOfEmployees":7,"BillingCity":"Jena"}""");
        GenericRecord change = org.One();
        GenericRecord header = CaptureOrg.Header(change);
        Assert.Equal(("Account", "CREATE", 1, org.Store.AdminUserId), ((string)header["entityName"], CaptureOrg.TypeOf(change), (int)header["sequenceNumber"], (string)header["commitUser"]));
        Assert.Equal([id], CaptureOrg.List(change, "recordIds"));
        Assert.All(["changedFields", "nulledFields", "diffFields"], list => Assert.Empty(CaptureOrg.List(change, list)));
        Assert.Equal(
            ["Name", "BillingAddress", "AnnualRevenue", "NumberOfEmployees", "OwnerId", "CreatedDate", "CreatedById", "LastModifiedDate", "LastModifiedById"],
            CaptureOrg.Told(change));
        Assert.Equal(("New", 12, 7), ((string)change["Name"], (double)change["AnnualRevenue"], (int)change["NumberOfEmployees"]));
        Assert.Equal(["City"], CaptureOrg.Told((GenericRecord)change["BillingAddress"]));
        long now = org.Data.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        Assert.Equal((now, now), ((long)change["CreatedDate"], (long)header["commitTimestamp"]));
    }

    [Fact]
    public void An_update_tells_what_has_changed()
    {
        using CaptureOrg org = new();
        string id = org.Data.Insert("Account", """{"Name":"A","Industry":"Banking","BillingStreet":"Way 1","BillingCity":"Jena","Phone":"1"}""");
        org.New();
        // The bits of the documentation's own examples.
        org.Data.Update("Account", id, """{"Industry":"Energy"}""");
        GenericRecord industry = org.One();
        Assert.Equal(["0x400800"], Without(industry, "LastModifiedById"));
        Assert.Equal("Energy", industry["Industry"]);
        org.Data.Update("Account", id, """{"BillingStreet":"Way 2"}""");
        GenericRecord street = org.One();
        Assert.Equal(["0x400000", "4-0x01"], CaptureOrg.List(street, "changedFields"));
        Assert.Equal(["BillingAddress", "LastModifiedDate"], CaptureOrg.Told(street));
        Assert.Equal("Way 2", ((GenericRecord)street["BillingAddress"])["Street"]);
        org.Data.Update("Account", id, """{"Phone":null,"BillingCity":null,"Name":"B"}""");
        GenericRecord nulled = org.One();
        Assert.Equal(["0x400042", "4-0x02"], CaptureOrg.List(nulled, "changedFields"));
        Assert.Equal(["0x40", "4-0x02"], CaptureOrg.List(nulled, "nulledFields"));
        Assert.Equal(["Name", "LastModifiedDate"], CaptureOrg.Told(nulled));
        // Saved as it was: when that was has changed.
        org.Data.Update("Account", id, """{"Name":"B"}""");
        Assert.Equal(["0x400000"], CaptureOrg.List(org.One(), "changedFields"));
    }

    [Fact]
    public void Names_of_persons_are_records()
    {
        using CaptureOrg org = new();
        string id = org.Data.Insert("Contact", """{"FirstName":"Ada","LastName":"L","Birthdate":"1815-12-10"}""");
        GenericRecord change = org.One();
        Assert.Equal(["FirstName", "LastName"], CaptureOrg.Told((GenericRecord)change["Name"]));
        Assert.Equal(new DateTimeOffset(1815, 12, 10, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), (long)change["Birthdate"]);
        org.Data.Update("Contact", id, """{"FirstName":null,"LastName":"Lovelace"}""");
        change = org.One();
        Assert.Equal("2-0x06", CaptureOrg.List(change, "changedFields")[1]);
        Assert.Equal(["2-0x02"], CaptureOrg.List(change, "nulledFields"));
        Assert.Equal("Lovelace", ((GenericRecord)change["Name"])["LastName"]);
    }

    [Fact]
    public void Deleted_rows_tell_nothing_and_come_back_with_all()
    {
        using CaptureOrg org = new();
        string account = org.Data.Insert("Account", """{"Name":"A"}""");
        string[] contacts = [.. Enumerable.Range(0, 3).Select(i => org.Data.Insert("Contact", $$"""{"LastName":"C{{i}}","AccountId":"{{account}}"}"""))];
        org.New();
        org.Store.Delete(org.Data.Type("Account"), account, org.Store.AdminUserId);
        List<GenericRecord> deleted = [.. org.New().Select(org.Read)];
        Assert.Equal(["Account DELETE", "Contact DELETE"], deleted.Select(Summary));
        Assert.Equal(contacts, CaptureOrg.List(deleted[1], "recordIds").Order(StringComparer.Ordinal));
        Assert.All(deleted, d => Assert.Empty(CaptureOrg.Told(d)));
        Assert.Equal([1, 2], deleted.Select(d => (int)CaptureOrg.Header(d)["sequenceNumber"]));
        Assert.Single(deleted.Select(d => (string)CaptureOrg.Header(d)["transactionKey"]).Distinct());
        org.Store.Undelete(org.Data.Type("Account"), account, org.Store.AdminUserId);
        List<GenericRecord> back = [.. org.New().Select(org.Read)];
        Assert.Equal(["Account UNDELETE", "Contact UNDELETE", "Contact UNDELETE", "Contact UNDELETE"], back.Select(Summary));
        Assert.Contains("AccountId", CaptureOrg.Told(back[1]));
    }

    [Fact]
    public void The_same_change_of_several_rows_is_one_event_and_no_row_overtakes_itself()
    {
        using CaptureOrg org = new();
        string[] ids = [.. Enumerable.Range(0, 3).Select(i => org.Data.Insert("Account", $$"""{"Name":"A{{i}}","Rating":"Cold"}"""))];
        org.New();
        org.Store.Together(() =>
        {
            foreach (string id in ids) org.Data.Update("Account", id, """{"Rating":"Hot"}""");
            org.Data.Update("Account", ids[0], """{"Rating":"Warm"}""");
            org.Data.Update("Account", ids[0], """{"Rating":"Hot"}""");
        });
        List<GenericRecord> changes = [.. org.New().Select(org.Read)];
        Assert.Equal([3, 1, 1], changes.Select(c => CaptureOrg.List(c, "recordIds").Length));
        Assert.Equal(["Hot", "Warm", "Hot"], changes.Select(c => (string)c["Rating"]));
    }

    [Fact]
    public void What_is_rolled_back_or_switched_off_tells_nothing()
    {
        using CaptureOrg org = new();
        Assert.Throws<InvalidOperationException>(() => org.Store.Together(() =>
        {
            org.Data.Insert("Account", """{"Name":"A"}""");
            throw new InvalidOperationException();
        }));
        string invoice = org.Data.Id("Invoice__c", "Name = 'INV-00001'");
        org.Data.Update("Invoice__c", invoice, """{"Remarks__c":"x"}""");
        Assert.Empty(org.New());
        org.Make("PlatformEventChannelMember", "ChangeEvents_Invoice", new { eventChannel = "ChangeEvents", selectedEntity = "Invoice__ChangeEvent" });
        org.Data.Update("Invoice__c", invoice, """{"Remarks__c":"y","Pickup_Time__c":"14:04:44.123Z","Paid__c":true}""");
        GenericRecord change = org.One();
        Assert.Equal(((14 * 60 + 4) * 60 + 44) * 1000L + 123, (long)change["Pickup_Time__c"]);
    }

    [Fact]
    public void What_follows_from_another_change_is_told_where_it_shows()
    {
        using CaptureOrg org = new();
        string boss = org.Data.Insert("Contact", """{"LastName":"Boss"}""");
        string other = org.Data.Insert("Contact", $$"""{"LastName":"Other","ReportsToId":"{{boss}}"}""");
        org.New();
        org.Store.Delete(org.Data.Type("Contact"), boss, org.Store.AdminUserId);
        List<GenericRecord> changes = [.. org.New().Select(org.Read)];
        Assert.Equal(["Contact DELETE", "Contact UPDATE"], changes.Select(Summary));
        Assert.Equal([other], CaptureOrg.List(changes[1], "recordIds"));
        Assert.Single(CaptureOrg.List(changes[1], "nulledFields"));
        Assert.Equal(["LastModifiedDate"], CaptureOrg.Told(changes[1]));
    }

    [Fact]
    public void Long_texts_come_as_differences()
    {
        using CaptureOrg org = new();
        string[] lines = [.. Enumerable.Range(0, 60).Select(i => $"line {i} of a long description")];
        string id = org.Data.Insert("Account", JsonSerializer.Serialize(new { Name = "A", Description = string.Join('\n', lines) }));
        Assert.Equal(string.Join('\n', lines), org.One()["Description"]);
        lines[20] = "another line";
        org.Data.Update("Account", id, JsonSerializer.Serialize(new { Description = string.Join('\n', lines) }));
        GenericRecord change = org.One();
        string hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines))));
        Assert.Equal(
            $"--- \n+++ {hash}\n@@ -18,7 +18,7 @@\n" + string.Concat(Enumerable.Range(17, 3).Select(i => $" {lines[i]}\n")) +
            "-line 20 of a long description\n+another line\n" + string.Concat(Enumerable.Range(21, 3).Select(i => $" {lines[i]}\n")),
            change["Description"]);
        Assert.Equal(["0x010000"], CaptureOrg.List(change, "diffFields"));
        org.Data.Update("Account", id, """{"Description":"short"}""");
        change = org.One();
        Assert.Equal("short", change["Description"]);
        Assert.Empty(CaptureOrg.List(change, "diffFields"));
    }

    [Fact]
    public void Gaps_and_overflows_come_when_they_are_wanted()
    {
        using CaptureOrg org = new();
        org.Events.Settings = new EventSettings { ChangesAsGaps = true };
        string id = org.Data.Insert("Account", """{"Name":"A"}""");
        org.Data.Update("Account", id, """{"Name":"B"}""");
        List<GenericRecord> gaps = [.. org.New().Select(org.Read)];
        Assert.Equal(["Account GAP_CREATE", "Account GAP_UPDATE"], gaps.Select(Summary));
        Assert.All(gaps, g => Assert.Empty(CaptureOrg.Told(g)));
        Assert.Empty(CaptureOrg.List(gaps[1], "changedFields"));
        org.Events.Settings = new EventSettings { ChangesPerTransaction = 2 };
        org.Store.Together(() =>
        {
            for (int i = 0; i < 4; i++) org.Data.Insert("Account", """{"Name":"N"}""");
            org.Data.Insert("Contact", """{"LastName":"N"}""");
        });
        List<GenericRecord> changes = [.. org.New().Select(org.Read)];
        Assert.Equal(["Account CREATE", "Account CREATE", "Account GAP_OVERFLOW", "Contact GAP_OVERFLOW"], changes.Select(Summary));
        Assert.Equal(["000000000000000AAA"], CaptureOrg.List(changes[2], "recordIds"));
    }

    private static string Summary(GenericRecord change) => $"{CaptureOrg.Header(change)["entityName"]} {CaptureOrg.TypeOf(change)}";

    /// <summary>changedFields of an update by another user than the one before, without that.</summary>
    private static string[] Without(GenericRecord change, string field)
    {
        if (change[field] is null) return CaptureOrg.List(change, "changedFields");
        int place = change.Schema.Fields.Single(f => f.Name == field).Pos;
        long bits = Convert.ToInt64(CaptureOrg.List(change, "changedFields")[0], 16) & ~(1L << place);
        return [$"0x{bits:X6}"];
    }
}
