using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Tests.Data;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Soql;

public sealed class SoqlErrorTests(SharedOrg shared)
{
    private const string Append = "Please reference your WSDL or the describe call for the appropriate names.";

    private readonly SampleOrg _org = shared.Org;

    [Theory]
    [InlineData("SELECT Id, Foo FROM Account", "INVALID_FIELD", 12, "No such column 'Foo' on entity 'Account'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. " + Append)]
    [InlineData("SELECT Owner.Foo FROM Account", "INVALID_FIELD", 8, "No such column 'Foo' on entity 'User'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. " + Append)]
    [InlineData("SELECT Foo__r.Name FROM Account", "INVALID_FIELD", 8, "Didn't understand relationship 'Foo__r' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. " + Append)]
    [InlineData("SELECT Id FROM Acount", "INVALID_TYPE", 16, "sObject type 'Acount' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. " + Append)]
    [InlineData("SELECT Id, (SELECT Id FROM Foos) FROM Account", "INVALID_TYPE", 28, "Didn't understand relationship 'Foos' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. " + Append)]
    [InlineData("SELECT Id FORM Account", "MALFORMED_QUERY", 16, "unexpected token: 'Account'")]
    [InlineData("SELECT FROM Account", "MALFORMED_QUERY", 8, "unexpected token: 'FROM'")]
    [InlineData("SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE AccountId IN (SELECT Id FROM Account))", "MALFORMED_QUERY", 73, "Nesting of semi join sub-selects is not supported")]
    [InlineData("SELECT Id FROM", "MALFORMED_QUERY", 15, "unexpected token: '<EOF>'")]
    [InlineData("", "MALFORMED_QUERY", 1, "unexpected token: '<EOF>'")]
    [InlineData("SELECT Id FROM Account WHERE", "MALFORMED_QUERY", 29, "unexpected token: '<EOF>'")]
    [InlineData("SELECT Id FROM Account WHERE Name", "MALFORMED_QUERY", 34, "unexpected token: '<EOF>'")]
    [InlineData("SELECT Id FROM Account WHERE Name = ", "MALFORMED_QUERY", 36, "unexpected token: '<EOF>'")]
    [InlineData("SELECT Id FROM Account WHERE Name = Foo", "MALFORMED_QUERY", 37, "unexpected token: 'Foo'")]
    [InlineData("SELECT Id FROM Account WHERE Name = :foo", "MALFORMED_QUERY", 37, "unexpected token: ':'")]
    [InlineData("SELECT Id FROM Account WHERE Name = 'a' AND Name = 'b' OR Name = 'c'", "MALFORMED_QUERY", 56, "unexpected token: 'OR'")]
    [InlineData("SELECT Id FROM Account WHERE Name = 'abc", "MALFORMED_QUERY", 37, "line 1:37 mismatched character '<EOF>' expecting '''")]
    [InlineData("SELECT Id FROM Account WHERE Name = 'a\\qb'", "MALFORMED_QUERY", 39, "Invalid string literal 'a\\qb'. Illegal character sequence '\\q' in string literal.")]
    [InlineData("SELECT Id FROM Account WHERE Name = '100\\%'", "MALFORMED_QUERY", 41, "Invalid string literal '100\\%'. Illegal character sequence '\\%' in string literal.")]
    [InlineData("SELECT Id FROM Account WHERE Name = \"a\"", "MALFORMED_QUERY", 37, "line 1:37 unexpected character '\"'")]
    [InlineData("SELECT Id FROM Account LIMIT -1", "MALFORMED_QUERY", 30, "unexpected token: '-1'")]
    [InlineData("SELECT Id FROM Account LIMIT 1 LIMIT 2", "MALFORMED_QUERY", 32, "unexpected token: 'LIMIT'")]
    [InlineData("SELECT Id FROM Account OFFSET 2001", "NUMBER_OUTSIDE_VALID_RANGE", 31, "Maximum SOQL offset allowed is 2000")]
    [InlineData("SELECT Id FROM Account WHERE NumberOfEmployees = '5'", "INVALID_FIELD", 50, "value of filter criterion for field 'NumberOfEmployees' must be of type int and should not be enclosed in quotes")]
    [InlineData("SELECT Id FROM Account WHERE Name = 5", "INVALID_FIELD", 37, "value of filter criterion for field 'Name' must be of type string and should be enclosed in quotes")]
    [InlineData("SELECT Id FROM Account WHERE CreatedDate > 2024-01-01", "INVALID_FIELD", 44, "value of filter criterion for field 'CreatedDate' must be of type dateTime and should not be enclosed in quotes")]
    [InlineData("SELECT Id FROM Opportunity WHERE CloseDate > '2024-01-01'", "INVALID_FIELD", 46, "value of filter criterion for field 'CloseDate' must be of type date and should not be enclosed in quotes")]
    [InlineData("SELECT Id FROM Opportunity WHERE IsWon = 'true'", "INVALID_FIELD", 42, "value of filter criterion for field 'IsWon' must be of type boolean and should not be enclosed in quotes")]
    [InlineData("SELECT Id FROM Opportunity WHERE CloseDate > 2024-02-30", "MALFORMED_QUERY", 46, "Invalid date: 2024-02-30")]
    [InlineData("SELECT Id FROM Opportunity WHERE CloseDate = LAST_N_DAYS:99999", "MALFORMED_QUERY", 46, "The number of LAST_N_DAYS is too large")]
    [InlineData("SELECT Id FROM Opportunity WHERE CloseDate = LAST_N_YEARS:9999", "MALFORMED_QUERY", 46, "LAST_N_YEARS leaves the calendar")]
    [InlineData("SELECT Id FROM Account WHERE Id = 'nonsense'", "INVALID_QUERY_FILTER_OPERATOR", 30, "invalid ID field: nonsense")]
    [InlineData("SELECT Id FROM Account WHERE Id != null AND OwnerId IN ('005000000000001', 'nonsense')", "INVALID_QUERY_FILTER_OPERATOR", 45, "invalid ID field: nonsense")]
    [InlineData("SELECT Id FROM Account WHERE Id LIKE '001%'", "INVALID_QUERY_FILTER_OPERATOR", 33, "invalid operator on id field")]
    [InlineData("SELECT Id FROM Account WHERE Name INCLUDES ('a')", "INVALID_QUERY_FILTER_OPERATOR", 35, "invalid operator on string field")]
    [InlineData("SELECT Id FROM Account WHERE Description = 'x'", "INVALID_FIELD", 30, "field 'Description' can not be filtered in a query call")]
    [InlineData("SELECT Id FROM Account ORDER BY Description", "INVALID_FIELD", 33, "field 'Description' can not be sorted in a query call")]
    [InlineData("SELECT FIELDS(ALL) FROM Account", "MALFORMED_QUERY", 8, "The SOQL FIELDS function must have a LIMIT of at most 200")]
    [InlineData("SELECT FIELDS(CUSTOM) FROM Account LIMIT 201", "MALFORMED_QUERY", 8, "The SOQL FIELDS function must have a LIMIT of at most 200")]
    [InlineData("SELECT CALENDAR_YEAR(CreatedDate) FROM Account", "MALFORMED_QUERY", 8, "CALENDAR_YEAR is allowed in SELECT only with GROUP BY")]
    [InlineData("SELECT Id FROM Account WHERE Name IN (SELECT Name FROM Contact)", "MALFORMED_QUERY", 30, "A semi join compares ids: both fields must be an ID or a reference")]
    [InlineData("SELECT Id FROM Account WHERE DISTANCE(BillingAddress, GEOLOCATION(1,2), 'km') < 5", "MALFORMED_QUERY", 30, "DISTANCE is not supported by this org")]
    [InlineData("SELECT a.b.c.d.e.f.g FROM Account", "INVALID_FIELD", 8, "The path 'a.b.c.d.e.f.g' goes through more than 5 parent relationships.")]
    [InlineData("SELECT a.Name FROM Account x, a.Parent a", "INVALID_FIELD", 8, "Didn't understand relationship 'a' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. " + Append)]
    [InlineData("SELECT a.Name FROM Account x, b.Parent a, a.Parent b", "INVALID_FIELD", 8, "Didn't understand relationship 'b' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. " + Append)]
    [InlineData("SELECT NOW() FROM Account", "MALFORMED_QUERY", 8, "NOW is allowed in SELECT only with GROUP BY")]
    [InlineData("SELECT FORMAT(BillingAddress) FROM Account", "MALFORMED_QUERY", 8, "FORMAT(BillingAddress) is not supported by this org")]
    [InlineData("SELECT Id FROM Account WHERE toLabel(BillingAddress) = 'x'", "MALFORMED_QUERY", 30, "toLabel(BillingAddress) is not supported by this org")]
    [InlineData("SELECT convertCurrency(VersionData) FROM ContentVersion", "MALFORMED_QUERY", 8, "convertCurrency(VersionData) is not supported by this org")]
    [InlineData("SELECT COUNT(Id) FROM Account LIMIT 1", "MALFORMED_QUERY", 23, "LIMIT is not allowed with an aggregate function unless there is a GROUP BY clause")]
    [InlineData("SELECT MAX(Name) FROM Account HAVING MAX(Name) > 'a'", "MALFORMED_QUERY", 23, "HAVING is not allowed without a GROUP BY clause")]
    [InlineData("SELECT Name, (SELECT Id FROM Contacts) FROM Account GROUP BY Name", "MALFORMED_QUERY", 45, "Subqueries are not allowed in a grouped or aggregated query")]
    [InlineData("SELECT Id, (SELECT Id FROM Contacts OFFSET 1) FROM Account", "MALFORMED_QUERY", 28, "OFFSET is allowed in a subquery only if the query around it has LIMIT 1")]
    [InlineData("SELECT QualifiedApiName FROM FieldDefinition", "MALFORMED_QUERY", 30, "A filter on a reified column is required [EntityDefinitionId,DurableId]")]
    [InlineData("SELECT QualifiedApiName FROM FieldDefinition WHERE EntityDefinitionId = 'Account' OR Label = 'x'", "MALFORMED_QUERY", 30, "A filter on a reified column is required [EntityDefinitionId,DurableId]")]
    [InlineData("SELECT Id FROM Account ALL ROWS", "MALFORMED_QUERY", 24, "ALL ROWS not allowed in this context")]
    [InlineData("SELECT Id FROM Account WHERE Name = 'x' OR Id IN (SELECT AccountId FROM Contact)", "MALFORMED_QUERY", 44, "Semi join sub-selects are not allowed with the 'OR' operator")]
    [InlineData("SELECT Id FROM Account WHERE NOT Id IN (SELECT AccountId FROM Contact)", "MALFORMED_QUERY", 34, "Semi join sub-selects are not allowed with the 'NOT' operator")]
    [InlineData("SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact) AND Id IN (SELECT AccountId FROM Case) AND Id IN (SELECT AccountId FROM Opportunity)", "MALFORMED_QUERY", 111, "At most 2 semi join sub-selects are allowed")]
    [InlineData("SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact ORDER BY Id)", "MALFORMED_QUERY", 59, "ORDER BY is not allowed in a semi join sub-select")]
    [InlineData("SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact LIMIT 1)", "MALFORMED_QUERY", 59, "LIMIT and OFFSET are not allowed in a semi join sub-select")]
    [InlineData("SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact GROUP BY AccountId)", "MALFORMED_QUERY", 59, "Aggregate functions and GROUP BY are not allowed in a semi join sub-select")]
    [InlineData("SELECT Id FROM Account WHERE Id IN (SELECT AccountId, Id FROM Contact)", "MALFORMED_QUERY", 63, "A semi join sub-select selects one field")]
    [InlineData("SELECT Id FROM Account WHERE Id IN (SELECT WhatId FROM Task)", "MALFORMED_QUERY", 56, "The entity is not supported for semi join inner selects")]
    [InlineData("SELECT Id FROM Account WHERE Id IN (SELECT ParentId FROM Account)", "MALFORMED_QUERY", 30, "The inner and outer selects should not be on the same object type")]
    [InlineData("SELECT Id FROM Account WHERE Id IN (SELECT Account.ParentId FROM Contact)", "MALFORMED_QUERY", 44, "A semi join sub-select cannot select through a relationship")]
    [InlineData("SELECT Id FROM Contact WHERE Account.Id IN (SELECT AccountId FROM Opportunity)", "MALFORMED_QUERY", 30, "The left operand of a semi join cannot go through a relationship")]
    [InlineData("SELECT Id FROM Account WHERE Id IN (SELECT OwnerId FROM Contact)", "MALFORMED_QUERY", 30, "The inner select field 'OwnerId' and the outer field 'Id' should refer to the same object type")]
    [InlineData("SELECT Id, (SELECT Id FROM Contacts WHERE AccountId IN (SELECT AccountId FROM Opportunity)) FROM Account", "MALFORMED_QUERY", 43, "Semi join sub-selects are not allowed in a subquery of child rows")]
    [InlineData("SELECT Id FROM Account WHERE CreatedDate > 2024-01-01T00:00:00", "MALFORMED_QUERY", 44, "Invalid dateTime: 2024-01-01T00:00:00")]
    [InlineData("SELECT Id FROM Account USING SCOPE team", "MALFORMED_QUERY", 36, "USING SCOPE team is not supported by this org")]
    [InlineData("SELECT Id FROM Organization USING SCOPE mine", "MALFORMED_QUERY", 41, "The scope 'mine' is not supported for Organization, which has no owner")]
    [InlineData("SELECT COUNT() n FROM Account", "MALFORMED_QUERY", 8, "COUNT() stands alone in SELECT; use COUNT(Id)")]
    public void Says_where_and_why(string soql, string code, int column, string reason)
    {
        SalesforceError error = Assert.Throws<SalesforceError>(() => _org.Query(soql));
        Assert.Equal((400, code), (error.Status, error.ErrorCode));
        string[] lines = error.Message.Split('\n');
        Assert.Equal(["", $"ERROR at Row:1:Column:{column}", reason], [lines[0], lines[3], lines[4]]);
        // The caret stands below the place, in an excerpt of the statement.
        Assert.EndsWith(lines[1][..lines[2].IndexOf('^', StringComparison.Ordinal)], soql[..(column - 1)], StringComparison.Ordinal);
    }

    [Fact]
    public void Blanks_behind_a_statement_are_not_shown()
    {
        SalesforceError? error = Assert.Throws<SalesforceError>(() => _org.Query("SELECT Nmae FROM Account \t\n "));
        Assert.StartsWith("\nSELECT Nmae FROM Account\n       ^\nERROR at Row:1:Column:8\n", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<SalesforceError>(() => _org.Query("SELECT Id FROM Account WHERE Name =  "));
        Assert.Contains("WHERE Name =\n", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_are_counted()
    {
        SalesforceError error = Assert.Throws<SalesforceError>(() => _org.Query("SELECT Id\nFROM Account\nWHERE Foo = 1"));
        Assert.StartsWith("\nWHERE Foo = 1\n      ^\nERROR at Row:3:Column:7\n", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_is_selected_once()
    {
        SalesforceError error = Assert.Throws<SalesforceError>(() => _org.Query("SELECT Id, Name, ID FROM Account"));
        Assert.Equal(("INVALID_FIELD", "duplicate field selected: ID"), (error.ErrorCode, error.Message));
    }

    [Fact]
    public void Too_long_a_statement_is_malformed()
    {
        string soql = $"SELECT Id FROM Account WHERE Name = '{new string('x', 100_000)}'";
        Assert.Equal("MALFORMED_QUERY", Assert.Throws<SalesforceError>(() => _org.Query(soql)).ErrorCode);
    }

    [Theory]
    [InlineData("(", "Name = 'x'", ")")]
    [InlineData("NOT ", "Name = 'x'", "")]
    [InlineData("NOT (", "Name = 'x'", ")")]
    public void Deep_nesting_is_an_error_and_no_crash(string open, string inner, string close)
    {
        foreach (int depth in new[] { 35, 90, 5_000 })
        {
            string where = string.Concat(Enumerable.Repeat(open, depth)) + inner + string.Concat(Enumerable.Repeat(close, depth));
            try
            {
                _org.Query($"SELECT Id FROM Account WHERE {where}");
            }
            catch (SalesforceError)
            {
                Assert.True(depth > 35);
            }
        }
    }

    [Theory]
    [InlineData("SELECT Id FROM Account ORDER BY ", "Name", 32)]
    [InlineData("SELECT COUNT(Id) FROM Account GROUP BY ", "Name", 1_000)]
    [InlineData("SELECT Id, Name FROM Account WHERE Id != null ORDER BY ", "Owner.Name", 32)]
    public void A_list_has_an_end(string start, string item, int most)
    {
        _org.Query(start + string.Join(", ", Enumerable.Repeat(item, most)));
        SalesforceError error = Assert.Throws<SalesforceError>(() => _org.Query(start + string.Join(", ", Enumerable.Repeat(item, most + 1))));
        Assert.Equal("MALFORMED_QUERY", error.ErrorCode);
        Assert.EndsWith($"takes at most {most} fields", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_selects_thousands_of_columns()
    {
        string Aggregates(int count) =>
            $"SELECT {string.Join(", ", Enumerable.Range(0, count).Select(i => FormattableString.Invariant($"MAX(Name) n{i}")))} FROM Account";
        _org.Query(Aggregates(1_000));
        Assert.Equal("MALFORMED_QUERY", Assert.Throws<SalesforceError>(() => _org.Query(Aggregates(1_001))).ErrorCode);
    }
}
