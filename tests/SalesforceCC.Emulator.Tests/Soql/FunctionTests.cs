using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Tests.Data;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Soql;

/// <summary>Each function of SOQL, and what it cannot be used with.</summary>
public sealed class FunctionTests(SharedOrg shared)
{
    private readonly SampleOrg _org = shared.Org;

    // 2024-11-15T23:59:59Z, a Friday, and 2025-01-08T10:00:00Z, a Wednesday.
    [Theory]
    [InlineData("CALENDAR_YEAR", 2024, 2025)]
    [InlineData("FISCAL_YEAR", 2024, 2025)]
    [InlineData("CALENDAR_QUARTER", 4, 1)]
    [InlineData("FISCAL_QUARTER", 4, 1)]
    [InlineData("CALENDAR_MONTH", 11, 1)]
    [InlineData("FISCAL_MONTH", 11, 1)]
    [InlineData("DAY_IN_MONTH", 15, 8)]
    [InlineData("DAY_IN_WEEK", 6, 4)]
    [InlineData("DAY_IN_YEAR", 320, 8)]
    [InlineData("WEEK_IN_MONTH", 3, 2)]
    [InlineData("WEEK_IN_YEAR", 46, 2)]
    [InlineData("hour_in_day", 23, 10)]
    public void A_moment_has_parts(string function, int first, int second)
    {
        List<string?> parts = _org.Column(
            $"SELECT {function}(CreatedDate) part FROM Account WHERE Name LIKE 'Aurora%' GROUP BY {function}(CreatedDate) ORDER BY MIN(CreatedDate)", "part");
        Assert.Equal([$"{first}", $"{second}"], parts);
    }

    [Theory]
    [InlineData("Account", """{"Name":"f","NumberOfEmployees":1234567}""", "NumberOfEmployees", "1,234,567")]
    [InlineData("Account", """{"Name":"f","NumberOfEmployees":12}""", "NumberOfEmployees", "12")]
    [InlineData("Account", """{"Name":"f"}""", "NumberOfEmployees", null)]
    [InlineData("Account", """{"Name":"f"}""", "Name", "f")]
    [InlineData("Account", """{"Name":"f","AnnualRevenue":1234567}""", "AnnualRevenue", "$1,234,567")]
    [InlineData("Opportunity", """{"Name":"f","StageName":"x","CloseDate":"2026-01-08","Amount":1234.5}""", "Amount", "$1,234.50")]
    [InlineData("Opportunity", """{"Name":"f","StageName":"x","CloseDate":"2026-01-08"}""", "CloseDate", "1/8/2026")]
    [InlineData("Opportunity", """{"Name":"f","StageName":"x","CloseDate":"2026-11-24"}""", "CloseDate", "11/24/2026")]
    [InlineData("Opportunity", """{"Name":"f","StageName":"x","CloseDate":"2026-11-24","Probability":12}""", "Probability", "12%")]
    public void Format_writes_for_people(string type, string json, string field, string? expected)
    {
        using SampleOrg org = new();
        string id = org.Insert(type, json);
        Assert.Equal([expected], org.Column($"SELECT FORMAT({field}) text FROM {type} WHERE Id = '{id}'", "text"));
        Assert.Equal([expected], org.Column($"SELECT format({field}) FROM {type} WHERE Id = '{id}'", field));
    }

    [Theory]
    [InlineData("2026-11-24T20:15:00Z", "11/24/2026 8:15 PM")]
    [InlineData("2026-01-08T00:05:59Z", "1/8/2026 12:05 AM")]
    [InlineData("2026-01-08T11:59:00Z", "1/8/2026 11:59 AM")]
    [InlineData("2026-01-08T12:00:00Z", "1/8/2026 12:00 PM")]
    public void Format_writes_moments_with_a_clock_of_twelve_hours(string moment, string expected)
    {
        using SampleOrg org = new();
        string id = org.Insert("Invoice__c", $$"""{"Account__c":"{{org.Id("Account", "Name = 'Zirkel & Lineal'")}}","Sent_At__c":"{{moment}}"}""");
        Assert.Equal([expected], org.Column($"SELECT FORMAT(Sent_At__c) text FROM Invoice__c WHERE Id = '{id}'", "text"));
    }

    [Theory]
    [InlineData("SELECT Name FROM Big__c LIMIT 2", "Big 00000001|Big 00000002")]
    [InlineData("SELECT Name FROM Big__c LIMIT 2 OFFSET 5", "Big 00000006|Big 00000007")]
    [InlineData("SELECT Name FROM Big__c LIMIT 0", "")]
    [InlineData("SELECT Name FROM Lead LIMIT 5 OFFSET 2000", "")]
    [InlineData("SELECT Name FROM Big__c WHERE Name <= 'Big 00000003' LIMIT 5 OFFSET 2", "Big 00000003")]
    public void A_table_is_cut(string soql, string names) =>
        Assert.Equal(names.Split('|', StringSplitOptions.RemoveEmptyEntries), _org.Column(soql, "Name"));

    [Theory]
    [InlineData("SELECT TYPEOF Account WHEN Account THEN Name END FROM Contact", 8, "Account is not a polymorphic relationship")]
    [InlineData("SELECT TYPEOF What WHEN Lead THEN Name END FROM Task", 25, "What cannot be a Lead")]
    [InlineData("SELECT TYPEOF What WHEN Account THEN Owner.Name END FROM Task", 38, "A relationship inside TYPEOF is not supported by this org")]
    [InlineData("SELECT MAX(Description) FROM Account", 8, "field Description does not support aggregate operator MAX")]
    [InlineData("SELECT count(BillingAddress) FROM Account", 8, "field BillingAddress does not support aggregate operator COUNT")]
    [InlineData("SELECT MIN(IsDeleted) FROM Account", 8, "field IsDeleted does not support aggregate operator MIN")]
    [InlineData("SELECT MAX(IsDeleted) FROM Account", 8, "field IsDeleted does not support aggregate operator MAX")]
    [InlineData("SELECT AVG(CreatedDate) FROM Account", 8, "field CreatedDate does not support aggregate operator AVG")]
    [InlineData("SELECT MAX(MIN(Name)) FROM Account", 8, "field Name does not support aggregate operator MAX")]
    [InlineData("SELECT MAX() FROM Account", 8, "MAX needs a field")]
    [InlineData("SELECT MAX(), COUNT(Id) FROM Account", 8, "MAX needs a field")]
    [InlineData("SELECT COUNT(), MAX(Id) FROM Account", 8, "COUNT() stands alone in SELECT; use COUNT(Id)")]
    [InlineData("SELECT Id FROM Account WHERE HOUR_IN_DAY(Name) = 1", 30, "HOUR_IN_DAY(Name) is not supported by this org")]
    [InlineData("SELECT Id FROM Account WHERE nonsense(Name) = 'x'", 30, "nonsense(Name) is not supported by this org")]
    [InlineData("SELECT Id FROM Account WHERE DAY_ONLY() = 2026-01-01", 30, "DAY_ONLY needs a field")]
    [InlineData("SELECT Id FROM Account ORDER BY COUNT(Id)", 33, "Ordered field must be grouped or aggregated: Id")]
    [InlineData("SELECT Id, (SELECT COUNT() FROM Contacts) FROM Account", 12, "Only root queries support aggregate expressions")]
    [InlineData("SELECT COUNT(Id), FIELDS(STANDARD) FROM Account", 19, "Grouped queries select fields and aggregates only")]
    public void Is_refused(string soql, int column, string reason)
    {
        SalesforceError error = Assert.Throws<SalesforceError>(() => _org.Query(soql));
        Assert.Equal("MALFORMED_QUERY", error.ErrorCode);
        Assert.EndsWith($"\nERROR at Row:1:Column:{column}\n{reason}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT Owner.Name, owner.NAME FROM Account", "owner.NAME")]
    [InlineData("SELECT toLabel(Name), Name FROM Account", "Name")]
    [InlineData("SELECT Id, (SELECT Id FROM Contacts), (SELECT Name FROM Contacts) FROM Account", "Contacts")]
    [InlineData("SELECT TYPEOF What WHEN Account THEN Phone END, What.Name FROM Task", "What")]
    public void Nothing_is_selected_twice(string soql, string field) =>
        Assert.Equal($"duplicate field selected: {field}", Assert.Throws<SalesforceError>(() => _org.Query(soql)).Message);
}
