using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Soql.Ast;
using SalesforceCC.Emulator.Soql.Syntax;
using SalesforceCC.Emulator.Tests.Data;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Soql;

/// <summary>Whatever comes in, an answer or a Salesforce error goes out.</summary>
public sealed class ParserProperties(SharedOrg shared)
{
    private static readonly string[] s_words =
    [
        "SELECT", "FROM", "WHERE", "AND", "OR", "NOT", "IN", "LIKE", "INCLUDES", "GROUP", "BY", "ORDER", "LIMIT", "OFFSET",
        "HAVING", "NULLS", "LAST", "COUNT", "SUM", "TYPEOF", "WHEN", "THEN", "END", "FIELDS", "ALL", "ROWS", "FOR", "VIEW",
        "Id", "Name", "Account", "Contacts", "Owner", "AnnualRevenue", "CreatedDate", "What", "Task", "Invoices__r",
        "(", ")", ",", ".", ":", "=", "!=", "<", ">=", "'x'", "'\\'", "5", "-1.5e3", "2024-01-31", "2024-01-31T10:00:00Z",
        "10:00:00Z", "TODAY", "LAST_N_DAYS", "null", "TRUE", "\\", "\"", "é", "\0",
    ];

    private static readonly string[] s_statements =
    [
        "SELECT Id, Owner.Name, (SELECT Id FROM Contacts WHERE Email != null) FROM Account WHERE (Name LIKE 'a\\_%' OR AnnualRevenue >= 1e3) AND CreatedDate = LAST_N_DAYS:30 ORDER BY Name DESC NULLS LAST LIMIT 5 OFFSET 2",
        "SELECT Industry, COUNT(Id) n, SUM(AnnualRevenue) FROM Account GROUP BY Industry HAVING COUNT(Id) > 1 ORDER BY COUNT(Id)",
        "SELECT TYPEOF What WHEN Account THEN Phone ELSE Name END FROM Task WHERE Id IN (SELECT WhatId FROM Task) ALL ROWS",
        "SELECT FIELDS(ALL) FROM Invoice__c WHERE Tags__c INCLUDES ('Priority;Export') AND Pickup_Time__c < 12:00:00.000Z LIMIT 200 FOR VIEW",
    ];

    private readonly SampleOrg _org = shared.Org;

    [Property(MaxTest = 300)]
    public void Random_text_gives_errors_only(NonNull<string> text) => Ask(text.Get);

    [Property(MaxTest = 500)]
    public Property Random_words_give_errors_only() =>
        Prop.ForAll(Arb.From(Gen.ListOf(Gen.Elements(s_words))), words => Ask("SELECT " + string.Join(' ', words)));

    [Property(MaxTest = 500)]
    public Property Damaged_statements_give_answers_or_errors()
    {
        Gen<string> damage =
            from statement in Gen.Elements(s_statements)
            from start in Gen.Choose(0, statement.Length - 1)
            from length in Gen.Choose(0, 8)
            from word in Gen.Elements(s_words)
            select statement[..start] + word + statement[Math.Min(statement.Length, start + length)..];
        return Prop.ForAll(Arb.From(damage), Ask);
    }

    [Fact]
    public void Every_beginning_of_a_statement_gives_an_answer_or_an_error()
    {
        foreach (string statement in s_statements)
            for (int length = 0; length <= statement.Length; length++)
                Ask(statement[..length]);
    }

    [Property(MaxTest = 500)]
    public bool An_escaped_text_means_itself(NonNull<string> text)
    {
        string escaped = text.Get.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal);
        SoqlQuery query = SoqlParser.Parse($"SELECT Id FROM Account WHERE Name = '{escaped}'");
        return ((Comparison)query.Where!).Right.Text == text.Get;
    }

    [Property(MaxTest = 200)]
    public Property An_escaped_text_is_like_itself_only()
    {
        Arbitrary<string> text = Arb.From(Gen.NonEmptyListOf(Gen.Elements('a', 'Ä', '%', '_', '\\', '\'', '"', '☕')).Select(c => string.Concat(c)));
        return Prop.ForAll(text, t =>
        {
            string escaped = t.Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("'", "\\'", StringComparison.Ordinal)
                .Replace("%", "\\%", StringComparison.Ordinal)
                .Replace("_", "\\_", StringComparison.Ordinal);
            SoqlQuery query = SoqlParser.Parse($"SELECT Id FROM Account WHERE Name LIKE '{escaped}'");
            Emulator.Data.Sql.LikePattern pattern = SalesforceCC.Emulator.Data.Sql.LikePattern.Parse(((Comparison)query.Where!).Right.Text);
            return pattern.Matches(System.Text.Encoding.UTF8.GetBytes(t)) &&
                !pattern.Matches(System.Text.Encoding.UTF8.GetBytes(t + "a"));
        });
    }

    private void Ask(string soql)
    {
        try
        {
            _org.Query(soql);
        }
        catch (SalesforceError error)
        {
            Assert.Equal(400, error.Status);
        }
    }
}
