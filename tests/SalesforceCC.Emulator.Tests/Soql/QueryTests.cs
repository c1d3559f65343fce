using System.Text.Json;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Tests.Data;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Soql;

public sealed class QueryTests(SharedOrg shared)
{
    private readonly SampleOrg _org = shared.Org;

    [Theory]
    [InlineData("Name = 'o\\'hara & SONS surveyors'", "O'Hara & Sons Surveyors")]
    [InlineData("Name LIKE 'MÜLLER%'", "Müller \"Präzision\" KG")]
    [InlineData("Name LIKE '100 \\% Glas\\_%'", "100 % Glas_Optik AG")]
    [InlineData("Name LIKE '%\\\\Depot\\\\%'", "C:\\Depot\\Storage Ltd")]
    [InlineData("Name LIKE '%\\u2615'", "Café Crème Brûlée ☕")]
    [InlineData("Name IN ('株式会社ツバメ計測', 'nobody')", "株式会社ツバメ計測")]
    [InlineData("Name IN ('C:\\\\Depot\\\\Storage Ltd')", "C:\\Depot\\Storage Ltd")]
    [InlineData("BillingStreet = '900 Ridge Ave\\nSuite 210'", "Summit Drone Mapping, Inc.")]
    [InlineData("NumberOfEmployees > 100 AND AnnualRevenue < 1e8", "100 % Glas_Optik AG")]
    [InlineData("NumberOfEmployees = NULL", "Zirkel & Lineal")]
    [InlineData("Rating != 'Hot' AND Rating != null", "O'Hara & Sons Surveyors|Müller \"Präzision\" KG|C:\\Depot\\Storage Ltd|Café Crème Brûlée ☕")]
    [InlineData("Industry NOT IN ('Engineering','Construction','Electronics','Not For Profit','Manufacturing','Shipping','Utilities','Food & Beverage')", "Summit Drone Mapping, Inc.|Zirkel & Lineal")]
    [InlineData("NOT (Phone LIKE '+%' OR Phone LIKE '(%')", "Gletscherforschung Ötztal e.V.|Aurora Wetterdienste – Labor|Zirkel & Lineal")]
    [InlineData("NOT AnnualRevenue > 300000", "Gletscherforschung Ötztal e.V.|Aurora Wetterdienste – Labor|Zirkel & Lineal")]
    [InlineData("Parent.Name = 'aurora wetterdienste'", "Aurora Wetterdienste – Labor")]
    [InlineData("Parent.Owner.Alias = 'sohar'", "Aurora Wetterdienste – Labor")]
    [InlineData("CreatedDate = LAST_N_YEARS:1 AND Owner.LastName = 'Möser'", "Café Crème Brûlée ☕")]
    [InlineData("CreatedDate >= 2026-01-01T00:00:00+02:00", "Zirkel & Lineal")]
    [InlineData("CreatedDate > 2024-03-04T09:12:43Z AND CreatedDate <= 2024-03-04T10:12:44+01:00", "Nordlicht Vermessung GmbH")]
    [InlineData("DAY_ONLY(CreatedDate) = 2024-11-15 AND HOUR_IN_DAY(CreatedDate) = 23", "Aurora Wetterdienste")]
    [InlineData("CALENDAR_YEAR(CreatedDate) = 2026", "Zirkel & Lineal")]
    [InlineData("Id IN (SELECT AccountId FROM Contact WHERE LastName = 'Sato')", "株式会社ツバメ計測")]
    [InlineData("Id NOT IN (SELECT Account__c FROM Invoice__c) AND Id IN (SELECT AccountId FROM Contact)", "C:\\Depot\\Storage Ltd|Aurora Wetterdienste – Labor|Zirkel & Lineal")]
    [InlineData("Id = '001Hs0000010003'", "株式会社ツバメ計測")]
    [InlineData("Id = '001hs0000010003iaa'", "株式会社ツバメ計測")]
    [InlineData("Id > '001Hs0000010009IAA' AND Id <= '001Hs000001000BIAQ'", "Café Crème Brûlée ☕|Summit Drone Mapping, Inc.")]
    [InlineData("(BillingLatitude < 0 OR BillingLongitude < -100) AND (Name != null)", "Summit Drone Mapping, Inc.")]
    [InlineData("Website = '' AND OwnerId != ''", "Gletscherforschung Ötztal e.V.|C:\\Depot\\Storage Ltd|Aurora Wetterdienste – Labor|Café Crème Brûlée ☕|Zirkel & Lineal")]
    public void Where_finds(string where, string expected) =>
        Assert.Equal(expected.Split('|'), _org.Column($"SELECT Name FROM Account WHERE {where}", "Name"));

    [Theory]
    [InlineData("Name LIMIT 2", "100 % Glas_Optik AG|Aurora Wetterdienste")]
    [InlineData("Name OFFSET 10", "Zirkel & Lineal|株式会社ツバメ計測")]
    [InlineData("Id DESC LIMIT 2", "Zirkel & Lineal|Summit Drone Mapping, Inc.")]
    [InlineData("Name DESC LIMIT 2", "株式会社ツバメ計測|Zirkel & Lineal")]
    [InlineData("Name LIMIT 1 OFFSET 3", "C:\\Depot\\Storage Ltd")]
    [InlineData("AnnualRevenue LIMIT 1", "Gletscherforschung Ötztal e.V.")]
    [InlineData("AnnualRevenue ASC NULLS LAST LIMIT 1", "Café Crème Brûlée ☕")]
    [InlineData("AnnualRevenue DESC NULLS LAST, Name LIMIT 1", "株式会社ツバメ計測")]
    [InlineData("Owner.Name DESC, CreatedDate DESC LIMIT 2", "Summit Drone Mapping, Inc.|Aurora Wetterdienste – Labor")]
    public void Order_is_salesforces(string order, string expected) =>
        Assert.Equal(expected.Split('|'), _org.Column($"SELECT Name FROM Account ORDER BY {order}", "Name"));

    [Theory]
    [InlineData("Tags__c INCLUDES ('Export')", 5)]
    [InlineData("Tags__c INCLUDES ('Priority;Export')", 3)]
    [InlineData("Tags__c INCLUDES ('Priority;Export', 'Recurring')", 5)]
    [InlineData("Tags__c EXCLUDES ('Export')", 13)]
    [InlineData("Pickup_Time__c > 16:00:00.000Z AND Pickup_Time__c < 23:00:00Z", 5)]
    [InlineData("Period__c = '2024-01-31'", 3)]
    [InlineData("Total__c = 10000000", 3)]
    [InlineData("Tax_Rate__c IN (7.7, 20.0)", 12)]
    [InlineData("Paid__c = true", 4)]
    [InlineData("Paid__c != TRUE", 14)]
    [InlineData("Issued__c = THIS_MONTH", 1)]
    [InlineData("Issued__c > TODAY", 2)]
    [InlineData("Account__r.Owner.Profile.UserLicense.Name = 'Salesforce'", 18)]
    public void Every_type_compares(string where, int expected) =>
        Assert.Equal(expected, _org.Query($"SELECT COUNT() FROM Invoice__c WHERE {where}").GetProperty("totalSize").GetInt32());

    [Theory]
    [InlineData("Priority", 1)]
    [InlineData("Export", 1)]
    [InlineData("Recurring", 1)]
    [InlineData("Priority;Recurring", 1)]
    [InlineData("Prio", 0)]
    public void Each_of_three_values_is_found(string value, int expected)
    {
        using SampleOrg org = new();
        string account = org.Id("Account", "Name = 'Zirkel & Lineal'");
        string id = org.Insert("Invoice__c", $$"""{"Account__c":"{{account}}","Tags__c":"Recurring;Export;Priority"}""");
        foreach (string word in new[] { "INCLUDES", "NOT EXCLUDES" })
        {
            string where = word == "INCLUDES" ? $"Tags__c INCLUDES ('{value}')" : $"(NOT Tags__c EXCLUDES ('{value}'))";
            Assert.Equal(expected, org.Query($"SELECT COUNT() FROM Invoice__c WHERE Id = '{id}' AND {where}").GetProperty("totalSize").GetInt32());
        }
    }

    [Fact]
    public void What_the_org_asks_itself_has_more_than_one_page()
    {
        using SampleOrg org = new(rows: 2_500);
        int all = org.Query("SELECT COUNT() FROM Big__c").GetProperty("totalSize").GetInt32();
        Assert.True(all > 2_000);
        Assert.Equal(all, org.Store.Rows("SELECT Id FROM Big__c").Select(r => r.GetProperty("Id").GetString()).Distinct().Count());
    }

    [Fact]
    public void Names_come_back_in_the_schemas_case_and_the_querys_order()
    {
        JsonElement record = _org.Query("select name, OWNER.name, id, owner.profile.NAME from ACCOUNT limit 1").GetProperty("records")[0];
        Assert.Equal(["attributes", "Name", "Owner", "Id"], record.EnumerateObject().Select(p => p.Name));
        Assert.Equal(["attributes", "Name", "Profile"], record.GetProperty("Owner").EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public void Types_look_as_on_the_wire()
    {
        string json = _org.Query(
            "SELECT Name, Total__c, Tax_Rate__c, Positions__c, Paid__c, Issued__c, Sent_At__c, Pickup_Time__c, Tags__c, Contact__r.Email " +
            "FROM Invoice__c WHERE External_Id__c = 'ERP-2026000'").GetRawText();
        Assert.Equal(
            """
            {"totalSize":1,"done":true,"records":[{"attributes":{"type":"Invoice__c","url":"/services/data/v68.0/sobjects/Invoice__c/a00Hs0000010001IAA"},
            "Name":"INV-00001","Total__c":119.0,"Tax_Rate__c":19.0,"Positions__c":0,"Paid__c":false,"Issued__c":"2026-01-28","Sent_At__c":"2026-01-28T21:30:00.000+0000",
            "Pickup_Time__c":"08:00:00.000Z","Tags__c":"Priority;Export","Contact__r":{"attributes":{"type":"Contact","url":"/services/data/v68.0/sobjects/Contact/003Hs0000010003IAA"},"Email":"contact3@nordlicht.example"}}]}
            """.ReplaceLineEndings(""),
            json);
    }

    [Fact]
    public void A_missing_parent_is_null() => Assert.Equal(
        "null", _org.Query("SELECT Parent.Name FROM Account WHERE Name LIKE 'Zirkel%'").GetProperty("records")[0].GetProperty("Parent").GetRawText());

    [Fact]
    public void A_polymorphic_parent_is_one_of_several_objects()
    {
        JsonElement records = _org.Query("SELECT What.Name, What.Type, Owner.Username FROM Task WHERE WhatId != null ORDER BY Id LIMIT 3").GetProperty("records");
        Assert.Equal(
            ["Account:Nordlicht Vermessung GmbH", "Opportunity:O'Hara – Service contract", "Case:00000003"],
            records.EnumerateArray().Select(r => $"{r.GetProperty("What").GetProperty("Type")}:{r.GetProperty("What").GetProperty("Name")}"));
        Assert.Equal("Opportunity", records[1].GetProperty("What").GetProperty("attributes").GetProperty("type").GetString());
    }

    [Fact]
    public void Typeof_chooses_the_fields()
    {
        JsonElement records = _org.Query(
            "SELECT TYPEOF What WHEN Account THEN Phone WHEN Opportunity THEN Amount, StageName ELSE Name END FROM Task ORDER BY Id LIMIT 4").GetProperty("records");
        string[] Properties(int i) => [.. records[i].GetProperty("What").EnumerateObject().Select(p => p.Name)];
        Assert.Equal(["attributes", "Phone"], Properties(0));
        Assert.Equal(["attributes", "Amount", "StageName"], Properties(1));
        Assert.Equal(["attributes", "Name"], Properties(2));
        Assert.Equal("null", records[3].GetProperty("What").GetRawText());
    }

    [Fact]
    public void Fields_stand_for_a_list()
    {
        JsonElement all = _org.Query("SELECT FIELDS(ALL) FROM Invoice__c LIMIT 1").GetProperty("records")[0];
        JsonElement custom = _org.Query("SELECT FIELDS(CUSTOM), Name FROM Invoice__c LIMIT 200").GetProperty("records")[0];
        JsonElement standard = _org.Query("SELECT FIELDS(STANDARD) FROM Invoice__c").GetProperty("records")[0];
        Assert.Equal(_org.Type("Invoice__c").Fields.Count + 1, all.EnumerateObject().Count());
        Assert.All(custom.EnumerateObject().Skip(1), p => Assert.True(p.Name == "Name" || p.Name.EndsWith("__c", StringComparison.Ordinal)));
        Assert.DoesNotContain(standard.EnumerateObject(), p => p.Name.EndsWith("__c", StringComparison.Ordinal));
    }

    [Fact]
    public void An_address_is_an_object()
    {
        JsonElement address = _org.Query("SELECT BillingAddress, ShippingAddress FROM Account WHERE Name LIKE 'Summit%'").GetProperty("records")[0];
        Assert.Equal("Boulder", address.GetProperty("BillingAddress").GetProperty("city").GetString());
        Assert.Equal("900 Ridge Ave\nSuite 210", address.GetProperty("BillingAddress").GetProperty("street").GetString());
        Assert.Equal("null", address.GetProperty("ShippingAddress").GetRawText());
    }

    [Theory]
    [InlineData("SELECT a.Name, Account.Id FROM Account a WHERE a.Name LIKE 'Zirkel%'")]
    [InlineData("SELECT Account.Name FROM Account WHERE Account.Name LIKE 'Zirkel%' FOR VIEW")]
    [InlineData("SELECT Name FROM Account USING SCOPE everything WHERE Name LIKE 'Zirkel%' WITH SECURITY_ENFORCED LIMIT 1 FOR REFERENCE")]
    [InlineData("SELECT Name FROM Account WHERE Name LIKE 'Zirkel%' WITH USER_MODE ORDER BY Name FOR UPDATE")]
    [InlineData("\n SELECT\tName\r\nFROM Account\nWHERE Name LIKE 'Zirkel%'\n")]
    [InlineData("SELECT toLabel(Name) FROM Account WHERE toLabel(Name) = 'Zirkel & Lineal'")]
    public void Variants_are_understood(string soql) =>
        Assert.Equal(["Zirkel & Lineal"], _org.Column(soql, "Name"));

    [Fact]
    public void A_long_statement_may_come_again()
    {
        string soql = $"SELECT Name FROM Account WHERE {string.Join(" OR ", Enumerable.Range(0, 400).Select(i => FormattableString.Invariant($"NumberOfEmployees = {-1 - i}")))} OR Name LIKE 'Zirkel%'";
        for (int i = 0; i < 3; i++) Assert.Equal(["Zirkel & Lineal"], _org.Column(soql, "Name"));
    }

    [Theory]
    [InlineData("ORDER BY StageName NULLS LAST")]
    [InlineData("ORDER BY StageName DESC")]
    public void Picklists_sort_by_their_order_in_setup(string order)
    {
        IReadOnlyList<string> setup = _org.Type("Opportunity").FindField("StageName")!.PicklistValues;
        List<string?> stages = _org.Column($"SELECT StageName FROM Opportunity {order}", "StageName");
        List<int> ranks = stages.Select(s => setup.ToList().IndexOf(s!)).ToList();
        Assert.True(ranks.Distinct().Count() > 2);
        Assert.Equal(order.EndsWith("DESC", StringComparison.Ordinal) ? ranks.OrderDescending() : ranks.Order(), ranks);
        Assert.NotEqual(stages.Order(StringComparer.Ordinal), stages);
        List<string?> grouped = _org.Column($"SELECT StageName, COUNT(Id) n FROM Opportunity GROUP BY StageName {order}", "StageName");
        Assert.Equal(stages.Distinct(), grouped);
    }

    [Fact]
    public void Long_lists_are_no_problem()
    {
        string names = string.Join(", ", Enumerable.Range(0, 8_000).Select(i => $"'n{i}'"));
        Assert.Equal(["Zirkel & Lineal"], _org.Column($"SELECT Name FROM Account WHERE Name IN ({names}, 'zirkel & lineal')", "Name"));
        string numbers = string.Join(",", Enumerable.Range(1_000, 15_000));
        Assert.Equal(["Nordlicht Vermessung GmbH"], _org.Column($"SELECT Name FROM Account WHERE NumberOfEmployees IN ({numbers},38)", "Name"));
        string ors = string.Join(" OR ", Enumerable.Range(0, 3_000).Select(i => $"Name = 'x{i}'"));
        Assert.Equal(["Zirkel & Lineal"], _org.Column($"SELECT Name FROM Account WHERE Name = 'Zirkel & Lineal' OR {ors}", "Name"));
    }
}
