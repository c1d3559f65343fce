using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Tests.Data;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Soql;

/// <summary>Each comparison, at the edges of what it takes: the day before, the day itself, the day after, no day.</summary>
public sealed class PredicateTests : IClassFixture<PredicateTests.Edges>
{
    private readonly SampleOrg _org;

    public PredicateTests(Edges edges) => _org = edges.Org;

    [Theory]
    [InlineData("Birthdate = TODAY", "today")]
    [InlineData("Birthdate != TODAY", "yesterday tomorrow never")]
    [InlineData("Birthdate < TODAY", "yesterday")]
    [InlineData("Birthdate <= TODAY", "yesterday today")]
    [InlineData("Birthdate > TODAY", "tomorrow")]
    [InlineData("Birthdate >= TODAY", "today tomorrow")]
    [InlineData("Birthdate IN (TODAY, TOMORROW)", "today tomorrow")]
    [InlineData("Birthdate IN (TODAY, 2026-11-23)", "yesterday today")]
    [InlineData("Birthdate IN (TODAY, null)", "today never")]
    [InlineData("Birthdate IN (null)", "never")]
    [InlineData("Birthdate NOT IN (TODAY)", "yesterday tomorrow never")]
    [InlineData("Birthdate NOT IN (TODAY, null)", "yesterday tomorrow")]
    [InlineData("Birthdate = null", "never")]
    [InlineData("Birthdate != null", "yesterday today tomorrow")]
    [InlineData("Birthdate > null", "")]
    [InlineData("Birthdate <= null", "")]
    [InlineData("Birthdate = 2026-11-24", "today")]
    [InlineData("Birthdate != 2026-11-24", "yesterday tomorrow never")]
    [InlineData("Birthdate < 2026-11-24", "yesterday")]
    [InlineData("Birthdate >= 2026-11-24", "today tomorrow")]
    [InlineData("Birthdate = LAST_N_DAYS:10000", "yesterday today")]
    [InlineData("Title LIKE null", "tomorrow never")]
    [InlineData("Title != 'First'", "today tomorrow never")]
    [InlineData("Title = 'FIRST'", "yesterday")]
    [InlineData("(Title = 'First' OR Title = 'Second') AND Birthdate != null", "yesterday today")]
    [InlineData("NOT Title = 'First'", "today tomorrow never")]
    [InlineData("DoNotCall = true", "today")]
    [InlineData("DoNotCall = false", "yesterday tomorrow never")]
    [InlineData("DoNotCall != true", "yesterday tomorrow never")]
    public void Finds(string where, string names) => Assert.Equal(
        names.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        _org.Column($"SELECT FirstName FROM Contact WHERE LastName = 'Edge' AND ({where}) ORDER BY CreatedDate, Id", "FirstName"));

    [Theory]
    [InlineData(199)]
    [InlineData(200)]
    [InlineData(201)]
    public void A_list_of_any_length_finds_the_same(int length)
    {
        string list = string.Join(", ", Enumerable.Range(1, length - 1).Select(i => $"'n{i}'").Append("'FIRST'"));
        Assert.Equal(["yesterday"], _org.Column($"SELECT FirstName FROM Contact WHERE LastName = 'Edge' AND Title IN ({list})", "FirstName"));
        Assert.Equal(
            ["today", "tomorrow", "never"],
            _org.Column($"SELECT FirstName FROM Contact WHERE LastName = 'Edge' AND Title NOT IN ({list}) ORDER BY Id", "FirstName"));
    }

    [Theory]
    [InlineData("FROM Account WHERE Name = TODAY", "INVALID_FIELD")]
    [InlineData("FROM Contact WHERE DoNotCall > false", "INVALID_QUERY_FILTER_OPERATOR")]
    [InlineData("FROM Contact WHERE DoNotCall LIKE 'true'", "INVALID_QUERY_FILTER_OPERATOR")]
    [InlineData("FROM Invoice__c WHERE Pickup_Time__c > 16:00:00.000", "MALFORMED_QUERY")]
    [InlineData("FROM Contact WHERE Birthdate = LAST_N_DAYS:10001", "MALFORMED_QUERY")]
    [InlineData("FROM Account WHERE Id IN (SELECT LastName FROM Contact)", "MALFORMED_QUERY")]
    [InlineData("FROM Account WHERE Name IN (SELECT AccountId FROM Contact)", "MALFORMED_QUERY")]
    [InlineData("FROM Account WHERE Id IN (SELECT AccountId FROM Contact OFFSET 1)", "MALFORMED_QUERY")]
    [InlineData("FROM Account WHERE Id IN (SELECT AccountId FROM Contact USING SCOPE mine)", "MALFORMED_QUERY")]
    [InlineData("FROM Account WHERE Id IN (SELECT WhatId FROM Event)", "MALFORMED_QUERY")]
    [InlineData("FROM Account WHERE Id IN (SELECT Id FROM ActivityHistory)", "MALFORMED_QUERY")]
    [InlineData("FROM Account WHERE Id IN (SELECT ParentId FROM Attachment)", "MALFORMED_QUERY")]
    [InlineData("FROM Account WHERE Id IN (SELECT EventId FROM EventAttendee)", "MALFORMED_QUERY")]
    [InlineData("FROM Account WHERE Id IN (SELECT ParentId FROM Note)", "MALFORMED_QUERY")]
    [InlineData("FROM Account WHERE Id IN (SELECT Id FROM OpenActivity)", "MALFORMED_QUERY")]
    [InlineData("FROM FieldDefinition WHERE EntityDefinitionId NOT IN ('Account')", "MALFORMED_QUERY")]
    [InlineData("FROM FieldDefinition WHERE EntityDefinitionId != 'Account'", "MALFORMED_QUERY")]
    [InlineData("FROM FieldDefinition WHERE Label = 'Name'", "MALFORMED_QUERY")]
    public void Refuses(string query, string code) =>
        Assert.Equal(code, Assert.Throws<SalesforceError>(() => _org.Query($"SELECT Id {query}".Replace("Id FROM FieldDefinition", "Label FROM FieldDefinition", StringComparison.Ordinal))).ErrorCode);

    [Theory]
    [InlineData("EntityDefinitionId = 'Account'")]
    [InlineData("EntityDefinition.QualifiedApiName = 'Account'")]
    [InlineData("EntityDefinitionId IN ('Account', 'Contact') AND Label != null")]
    [InlineData("DurableId = 'Account.Name'")]
    public void Fields_are_queried_object_by_object(string where) =>
        Assert.NotEmpty(_org.Column($"SELECT DurableId FROM FieldDefinition WHERE {where}", "DurableId"));

    /// <summary>Four people, and an org in which today is 2026-11-24.</summary>
    public sealed class Edges : IDisposable
    {
        public Edges()
        {
            Org.Insert("Contact", """{"LastName":"Edge","FirstName":"yesterday","Birthdate":"2026-11-23","Title":"First"}""");
            Org.Insert("Contact", """{"LastName":"Edge","FirstName":"today","Birthdate":"2026-11-24","Title":"Second","DoNotCall":true}""");
            Org.Insert("Contact", """{"LastName":"Edge","FirstName":"tomorrow","Birthdate":"2026-11-25"}""");
            Org.Insert("Contact", """{"LastName":"Edge","FirstName":"never"}""");
        }

        public SampleOrg Org { get; } = new();

        public void Dispose() => Org.Dispose();
    }
}
