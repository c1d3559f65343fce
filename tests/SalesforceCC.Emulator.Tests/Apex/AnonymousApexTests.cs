using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SalesforceCC.Emulator.Tests.Http;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Apex;

public sealed partial class AnonymousApexTests(LedgerOrg org) : IClassFixture<LedgerOrg>
{
    [Theory]
    [InlineData("System.debug('a' + 1 + true + null);", "a1truenull")]
    [InlineData("Integer i = 7; i += 3; i *= 2; System.debug(i / 3);", "6")]
    [InlineData("Decimal d = 1.50; System.debug(d * 2);", "3.00")]
    [InlineData("Long l = 3000000000L; Double d = 2.5d; System.debug(l + d);", "3000000002.5")]
    [InlineData("Integer i = 2147483647; i++; System.debug(i);", "-2147483648")]
    [InlineData("Integer i = 0; System.debug(i++ + ++i); System.debug(i--);", "2|2")]
    [InlineData("System.debug(-2 - -3);", "1")]
    [InlineData("System.debug('ABC' == 'abc'); System.debug('a' != null);", "true|true")]
    [InlineData("System.debug(1 < 2 && !(2 <= 1) || false); System.debug('a' < 'B');", "true|true")]
    [InlineData("System.debug(2 > 1 ? 'yes' : 'no');", "yes")]
    [InlineData("if (1 > 2) System.debug(1); else if (true) { System.debug(2); } else System.debug(3);", "2")]
    [InlineData("for (Integer i = 0; i < 5; i++) { if (i == 1) continue; if (i == 3) break; System.debug(i); }", "0|2")]
    [InlineData("Integer i = 3; while (i > 0) i--; System.debug(i); return; System.debug(9);", "0")]
    [InlineData("List<Integer> l = new List<Integer>{3, 4}; l.add(5); for (Integer i : l) System.debug(i); System.debug(l); System.debug(l[1] + l.size());", "3|4|5|(3, 4, 5)|7")]
    [InlineData("String[] s = new List<String>(); s.add('x'); s[0] = 'y'; System.debug(s.get(0) + s.isEmpty());", "yfalse")]
    [InlineData("System.debug(' A b '.trim().toUpperCase().substring(2).length()); System.debug('ab'.repeat(2).contains('ba'));", "1|true")]
    [InlineData("System.debug('q\\'\\n\\u00e9');", "q'\n\u00e9")]
    [InlineData("System.debug(LoggingLevel.ERROR, 'e'); system.Debug(System.LoggingLevel.INFO, 'i');", "e|i")]
    [InlineData("/* a\n b */ System.debug(1); // c", "1")]
    [InlineData("System.debug(String.isBlank(' ') && String.isEmpty('')); System.debug(Integer.valueOf('12') + 1); System.debug(String.valueOf(1.0d));", "true|13|1.0")]
    [InlineData("Integer x = null; System.debug(x == null);", "true")]
    [InlineData("Account a = new Account(Name = 'Apex'); System.debug(a.Name + a.Phone); System.debug(a);", "Apexnull|Account:{Name=Apex}")]
    [InlineData("Long a = 9223372036854775807L; a++; System.debug(a); System.debug(7L / -1L); System.debug(5L - 2L * 3L);", "-9223372036854775808|-7|-1")]
    [InlineData("Double a = 7.0d; System.debug(a / 2); System.debug(a - 1 + a * 2.0d);", "3.5|20.0")]
    [InlineData("Decimal a = 7.5; System.debug(a / 2 - 0.75 + a); System.debug(-a);", "10.50|-7.5")]
    [InlineData("System.debug(-2147483647 - 1 == -2147483648L); System.debug(6 / -1);", "true|-6")]
    [InlineData("System.debug(1 <> 2); System.debug(1 == 1.0); System.debug(2 >= 2 && 3 != 3L || 1 > 0);", "true|true|true")]
    [InlineData("List<Integer> a = new List<Integer>{1}; List<Integer> b = new List<Integer>{1}; System.debug(a == b); System.debug(a === b); System.debug(a !== b); System.debug(a === a);", "true|false|true|true")]
    [InlineData("List<Integer> a = new List<Integer>{1}; System.debug(a == new List<Integer>{1, 2}); System.debug(a != null); a.clear(); System.debug(a.isEmpty());", "false|true|true")]
    [InlineData("System.debug(new Account(Name = 'x') == new Account(Name = 'x')); System.debug(new Account(Name = 'x') == new Account(Name = 'y'));", "true|false")]
    [InlineData("System.debug('B' > 'a'); System.debug('b' >= 'B'); System.debug('a' <= 'A'); System.debug('b' < 'a');", "true|true|true|false")]
    [InlineData("System.debug(System.today() <= Date.today()); System.debug(Datetime.now() > System.now());", "true|false")]
    [InlineData("System.debug('Abc'.toLowerCase() + 'Abc'.startsWith('A') + 'Abc'.endsWith('C') + 'Abc'.substring(1, 2) + 'x'.repeat(-1));", "abctruefalseb")]
    [InlineData("System.debug(Integer.valueOf(' -12 ') + Integer.valueOf(3.9) + Integer.valueOf(2L)); System.debug(String.valueOf(true) + String.valueOf(null));", "-7|truenull")]
    [InlineData("System.debug(UserInfo.getUserId().length() + UserInfo.getOrganizationId().length());", "36")]
    [InlineData("Assert.areEqual(1, 1L); Assert.areNotEqual('a', 'b', 'm'); System.assert(true, 'm'); System.debug('\\t\\r\\b\\f\\\\\\\"\\U0041'.length());", "7")]
    [InlineData("List<Decimal> l = new List<Decimal>(); l.add(1); l.add(2.50); System.debug(l); List<Long> n = new List<Long>{1}; System.debug(n[0] + 1L);", "(1, 2.50)|2")]
    [InlineData("System.debug(LoggingLevel.WARN, 'w'); System.debug(LoggingLevel.Fine, 'f');", "w")]
    [InlineData("Integer i = 5; i -= 2; i /= 3; System.debug(i); String s = 'a'; s += 1; s += null; System.debug(s);", "1|a1null")]
    public async Task What_is_served_runs(string code, string expected)
    {
        XElement answer = await ApexSoap.RunAsync(org.Client, org.Fill("{token}"), code, ApexSoap.Level("DEBUGONLY"));

        Assert.Equal(("true", "-1"), (ApexSoap.Text(answer, "success"), ApexSoap.Text(answer, "line")));
        string log = ApexSoap.Text(answer, "debugLog")!;
        Assert.StartsWith("68.0 APEX_CODE,DEBUG\nExecute Anonymous: ", log, StringComparison.Ordinal);
        Assert.Equal(expected, string.Join('|', Message().Matches(log).Select(m => m.Groups["text"].Value)));
    }

    [Theory]
    [InlineData("Integer x = 1/0;", "System.MathException: Divide by 0", 1)]
    [InlineData("Integer a = 0;\r\nInteger b = 1;\r\nInteger x = b / a;", "System.MathException: Divide by 0", 3)]
    [InlineData("String s;\nInteger l = s.length();", "System.NullPointerException: Attempt to de-reference a null object", 2)]
    [InlineData("Account a;\n\nSystem.debug(a.Name);", "System.NullPointerException: Attempt to de-reference a null object", 3)]
    [InlineData("System.assert(false);", "System.AssertException: Assertion Failed", 1)]
    [InlineData("System.assert(1 == 2, 'why');", "System.AssertException: Assertion Failed: why", 1)]
    [InlineData("\nSystem.assertEquals(1, 2);", "System.AssertException: Assertion Failed: Expected: 1, Actual: 2", 2)]
    [InlineData("System.assertEquals('a', 'b', 'm');", "System.AssertException: Assertion Failed: m: Expected: a, Actual: b", 1)]
    [InlineData("System.assertNotEquals(1, 1);", "System.AssertException: Assertion Failed: Same value: 1", 1)]
    [InlineData("throw new IllegalArgumentException('no');", "System.IllegalArgumentException: no", 1)]
    [InlineData("throw new System.CalloutException();", "System.CalloutException: Script-thrown exception", 1)]
    [InlineData("List<Integer> l = new List<Integer>(); System.debug(l[0]);", "System.ListException: List index out of bounds: 0", 1)]
    [InlineData("Account a = [SELECT Id FROM Account WHERE Name = 'nobody at all'];", "System.QueryException: List has no rows for assignment to SObject", 1)]
    [InlineData("Account a = [SELECT Id FROM Account LIMIT 2];", "System.QueryException: List has more than 1 row for assignment to SObject", 1)]
    [InlineData("Account a = [SELECT Id FROM Account LIMIT 1]; System.debug(a.Name);", "System.SObjectException: SObject row was retrieved via SOQL without querying the requested field: Account.Name", 1)]
    [InlineData("insert new Account();", "System.DmlException: Insert failed. First exception on row 0; first error: REQUIRED_FIELD_MISSING, Required fields are missing: [Name]: [Name]", 1)]
    [InlineData("update new Account(Name = 'x');", "System.DmlException: Update failed. First exception on row 0; first error: MISSING_ARGUMENT, Id not specified in an update call: []", 1)]
    [InlineData("while (true) { }", "System.LimitException: Apex CPU time limit exceeded", 1)]
    [InlineData("for (Integer i = 0; i < 101; i++) { Integer n = [SELECT COUNT() FROM Account]; }", "System.LimitException: Too many SOQL queries: 101", 1)]
    [InlineData("String s = 'x'; while (true) s += s;", "System.LimitException: Apex heap size too large: 8388608", 1)]
    [InlineData("Integer x; Integer y = x + 1;", "System.NullPointerException: Attempt to de-reference a null object", 1)]
    [InlineData("Boolean b;\nif (b) return;", "System.NullPointerException: Attempt to de-reference a null object", 2)]
    [InlineData("Integer x; Boolean b = x < 1;", "System.NullPointerException: Attempt to de-reference a null object", 1)]
    [InlineData("Long a = 1L / 0;", "System.MathException: Divide by 0", 1)]
    [InlineData("Double a = 1.0d / 0;", "System.MathException: Divide by 0", 1)]
    [InlineData("Decimal a = 1.0 / 0;", "System.MathException: Divide by 0", 1)]
    [InlineData("Decimal a = 9999999999999999.0; while (true) a = a * a;", "System.MathException: Decimal overflow", 1)]
    [InlineData("Integer i = Integer.valueOf('x');", "System.TypeException: Invalid integer: x", 1)]
    [InlineData("String s; Integer i = Integer.valueOf(s);", "System.NullPointerException: Attempt to de-reference a null object", 1)]
    [InlineData("String s = 'abc'.substring(4);", "System.StringException: Starting position out of bounds: 4", 1)]
    [InlineData("String s = 'abc'.substring(2, 1);", "System.StringException: Starting position out of bounds: 2", 1)]
    [InlineData("String s; Boolean b = 'abc'.contains(s);", "System.NullPointerException: Attempt to de-reference a null object", 1)]
    [InlineData("Integer i; String s = 'abc'.repeat(i);", "System.NullPointerException: Attempt to de-reference a null object", 1)]
    [InlineData("String s = 'abc'.repeat(3000000);", "System.LimitException: Apex heap size too large: 9000000", 1)]
    [InlineData("List<Integer> l = new List<Integer>{1}; l[-1] = 2;", "System.ListException: List index out of bounds: -1", 1)]
    [InlineData("Assert.areEqual(1, null);", "System.AssertException: Assertion Failed: Expected: 1, Actual: null", 1)]
    [InlineData("Assert.areNotEqual('a', 'A', 'm');", "System.AssertException: Assertion Failed: m: Same value: a", 1)]
    public async Task Exceptions_are_reported_in_Salesforces_words(string code, string message, int line)
    {
        JsonElement result = await RunAsync(code);

        Assert.Equal((true, false), (result.GetProperty("compiled").GetBoolean(), result.GetProperty("success").GetBoolean()));
        Assert.Equal(message, result.GetProperty("exceptionMessage").GetString());
        Assert.Equal((line, 1), (result.GetProperty("line").GetInt32(), result.GetProperty("column").GetInt32()));
        Assert.Equal($"AnonymousBlock: line {line}, column 1", result.GetProperty("exceptionStackTrace").GetString());
        Assert.Equal(JsonValueKind.Null, result.GetProperty("compileProblem").ValueKind);
    }

    [Theory]
    [InlineData("System.debug(x);", "Variable does not exist: x", 1, 14)]
    [InlineData("Integer i = 'a';", "Illegal assignment from String to Integer", 1, 9)]
    [InlineData("Integer i = 1\nInteger j;", "Missing ';' at 'Integer'", 2, 1)]
    [InlineData("Integer i;\r\n  Integer i;", "Duplicate variable: i", 2, 11)]
    [InlineData("{ Integer i; } i = 1;", "Variable does not exist: i", 1, 16)]
    [InlineData("Nothing n;", "Invalid type: Nothing", 1, 1)]
    [InlineData("new Account(Nothing = 1);", "Field does not exist: Nothing on Account", 1, 13)]
    [InlineData("System.debug('a", "line breaks not allowed in string literals", 1, 14)]
    [InlineData("System.debug('\\q');", "Invalid string literal. Illegal character sequence '\\q' in string literal.", 1, 14)]
    [InlineData("System.debug(#);", "Unrecognized symbol '#', which is not a valid Apex identifier.", 1, 14)]
    [InlineData("1 + 1;", "Expression cannot be a statement.", 1, 1)]
    [InlineData("break;", "'break' statement must be in a loop", 1, 1)]
    [InlineData("if (1) return;", "Condition expression must be of type Boolean: Integer", 1, 6)]
    [InlineData("nothing();", "Method does not exist or incorrect signature: void nothing() from the type anon", 1, 1)]
    [InlineData("insert 'a';", "DML requires SObject or SObject list type: String", 1, 1)]
    [InlineData("List<Account> l = [SELECT Nothing FROM Account];", "No such column 'Nothing' on entity 'Account'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.", 1, 19)]
    [InlineData("List<Account> l = [SELECT Id FROM Nothing];", "sObject type 'Nothing' is not supported.", 1, 19)]
    [InlineData("Integer i = 3000000000;", "Illegal integer", 1, 13)]
    [InlineData("Integer i = (1 + 2;", "Missing ')' at ';'", 1, 19)]
    [InlineData("System.debug(1 && true);", "AND operator can only be applied to Boolean expressions", 1, 16)]
    [InlineData("System.debug(true || 'a');", "OR operator can only be applied to Boolean expressions", 1, 19)]
    [InlineData("System.debug(1 == 'a');", "Comparison arguments must be compatible types: Integer, String", 1, 16)]
    [InlineData("System.debug(1 < 'a');", "Comparison arguments must be compatible types: Integer, String", 1, 16)]
    [InlineData("System.debug(true < false);", "Comparison arguments must be compatible types: Boolean, Boolean", 1, 19)]
    [InlineData("System.debug(true + 1);", "Arithmetic expressions must use numeric arguments: Boolean + Integer", 1, 19)]
    [InlineData("System.debug('a' - 1);", "Arithmetic expressions must use numeric arguments: String - Integer", 1, 18)]
    [InlineData("System.debug('a' + System.debug(1));", "Arithmetic expressions must use numeric arguments: String + void", 1, 18)]
    [InlineData("System.debug(LoggingLevel.LOUD, 'x');", "Variable does not exist: LOUD", 1, 27)]
    [InlineData("System.debug(UserInfo.name);", "UserInfo.name: not served by this org", 1, 23)]
    [InlineData("System.debug(Integer.valueOf('1', 2));", "Integer.valueOf with 2 arguments: not served by this org", 1, 22)]
    [InlineData("System.assert(1);", "System.assert with 1 arguments: not served by this org", 1, 8)]
    [InlineData("Limits.getQueries();", "Limits.getQueries: not served by this org", 1, 1)]
    [InlineData("List<Integer> l = new List<Integer>{'a'};", "Illegal assignment from String to Integer", 1, 19)]
    [InlineData("List<Integer> l; l.add('a');", "List<Integer>.add with 1 arguments: not served by this org", 1, 20)]
    [InlineData("Account a; a.getName();", "Account.getName with 0 arguments: not served by this org", 1, 14)]
    [InlineData("Integer i = 1 % 2;", "The operator %: not served by this org", 1, 15)]
    [InlineData("String s = 'a' ?? 'b';", "The operator ??: not served by this org", 1, 16)]
    [InlineData("@isTest void f() { }", "Annotations: not served by this org", 1, 1)]
    [InlineData("Integer i = ~1;", "Unexpected token '~'.", 1, 13)]
    [InlineData("do { } while (true);", "do: not served by this org", 1, 1)]
    [InlineData("switch on 1 { }", "switch: not served by this org", 1, 1)]
    [InlineData("Integer i = new Integer();", "Type cannot be constructed: Integer", 1, 13)]
    [InlineData("Account a = new Account('x');", "Unexpected token 'x'.", 1, 25)]
    [InlineData("throw 'a';", "Throw expression must be of type exception: String", 1, 1)]
    [InlineData("throw new Account();", "Throw expression must be of type exception: Account", 1, 1)]
    [InlineData("continue;", "'continue' statement must be in a loop", 1, 1)]
    [InlineData("Integer i = ;", "Unexpected token ';'.", 1, 13)]
    [InlineData("for (Integer i : 3) { }", "Loop variable must be of type List", 1, 16)]
    [InlineData("String s = 1;", "Illegal assignment from Integer to String", 1, 8)]
    [InlineData("Integer i; i = 'a';", "Illegal assignment from String to Integer", 1, 12)]
    [InlineData("1 = 2;", "Expression cannot be assigned", 1, 1)]
    [InlineData("Integer i = 1; i.foo();", "Integer.foo with 0 arguments: not served by this org", 1, 18)]
    [InlineData("String s = 'x'; s++;", "++ operator can only be applied to numeric variables", 1, 18)]
    [InlineData("while ('a') { }", "Condition expression must be of type Boolean: String", 1, 11)]
    [InlineData("Boolean b = !1;", "Condition expression must be of type Boolean: Integer", 1, 15)]
    [InlineData("Integer i = true ? 1 : 'a';", "Incompatible types in ternary operator: Integer, String", 1, 18)]
    [InlineData("Integer i = 1 ? 1 : 2;", "Condition expression must be of type Boolean: Integer", 1, 17)]
    [InlineData("Contact c = [SELECT Id FROM Account LIMIT 1];", "Illegal assignment from List<Account> to Contact", 1, 9)]
    [InlineData("delete 1;", "DML requires SObject or SObject list type: Integer", 1, 1)]
    [InlineData("merge a b;", "merge: not served by this org", 1, 1)]
    [InlineData("undelete new Account();", "undelete: not served by this org", 1, 1)]
    [InlineData("System.debug();", "Unexpected token ')'.", 1, 14)]
    [InlineData("System.debug(1, 2);", "Missing ')' at ','", 1, 15)]
    [InlineData("List<Account> l = [FIND 'x'];", "SOSL: not served by this org", 1, 20)]
    [InlineData("Integer i = [SELECT COUNT() FROM Account WHERE Name = :nothing];", "Variable does not exist: nothing", 1, 56)]
    [InlineData("enum E { A }", "enum: not served by this org", 1, 1)]
    [InlineData("Set<Id> s;", "The type Set: not served by this org", 1, 1)]
    [InlineData("Account a; a.Nothing = 1;", "Variable does not exist: Nothing", 1, 14)]
    [InlineData("Account a; a.Name = 1;", "Illegal assignment from Integer to String", 1, 12)]
    [InlineData("String s = null + null;", "Arithmetic expressions must use numeric arguments: null + null", 1, 17)]
    [InlineData("{", "Missing '}' at '<EOF>'", 1, 2)]
    [InlineData("/* x", "Unterminated block comment.", 1, 1)]
    [InlineData("class X { }", "class: not served by this org", 1, 1)]
    [InlineData("try { } catch (Exception e) { }", "try: not served by this org", 1, 1)]
    [InlineData("\n Map<Id, Account> m;", "The type Map: not served by this org", 2, 2)]
    [InlineData("Database.insert(x);", "Database.insert: not served by this org", 1, 1)]
    [InlineData("'a'.reverse();", "String.reverse with 0 arguments: not served by this org", 1, 5)]
    [InlineData("upsert new Account();", "upsert: not served by this org", 1, 1)]
    [InlineData("Object o = (Object)'a';", "A cast: not served by this org", 1, 12)]
    [InlineData("Integer i = 1 & 2;", "The operator &: not served by this org", 1, 15)]
    [InlineData("List<AggregateResult> r;", "Invalid type: AggregateResult", 1, 6)]
    [InlineData("Integer n = [SELECT COUNT(Id) FROM Account].size();", "A query of other than fields: not served by this org", 1, 13)]
    public async Task What_cannot_be_compiled_says_where(string code, string problem, int line, int column)
    {
        JsonElement result = await RunAsync(code);

        Assert.Equal((false, false), (result.GetProperty("compiled").GetBoolean(), result.GetProperty("success").GetBoolean()));
        Assert.Equal(problem, result.GetProperty("compileProblem").GetString());
        Assert.Equal((line, column), (result.GetProperty("line").GetInt32(), result.GetProperty("column").GetInt32()));
        Assert.Equal(JsonValueKind.Null, result.GetProperty("exceptionMessage").ValueKind);
    }

    [Fact]
    public async Task Rows_are_read_and_written_and_a_failure_takes_all_back()
    {
        JsonElement done = await RunAsync("""
            Account a = new Account(Name = 'Apex One', NumberOfEmployees = 2, AnnualRevenue = 2.5);
            insert a;
            List<Contact> all = new List<Contact>();
            for (Integer i = 0; i < 3; i++) all.add(new Contact(LastName = 'Apex' + i, AccountId = a.Id));
            insert all;
            List<Contact> some = [SELECT Id, LastName, Account.Name FROM Contact WHERE AccountId = :a.Id AND LastName IN :new List<String>() ORDER BY LastName];
            System.assertEquals(0, some.size());
            some = [SELECT Id, LastName, Account.Name FROM Contact WHERE AccountId = :a.Id ORDER BY LastName];
            System.assertEquals('Apex One', some[2].Account.Name);
            some[0].LastName = 'Changed';
            update some;
            delete some[1];
            Integer left = [SELECT COUNT() FROM Contact WHERE AccountId = :a.Id AND IsDeleted = false];
            System.assertEquals(2, left);
            System.assertEquals(3, [SELECT AnnualRevenue FROM Account WHERE Id = :a.Id].AnnualRevenue);
            """);
        Assert.True(done.GetProperty("success").GetBoolean(), done.ToString());
        Assert.Equal(
            ["Apex2", "Changed"],
            (await org.QueryAsync("SELECT LastName FROM Contact WHERE Account.Name = 'Apex One' ORDER BY LastName")).Select(r => r.GetProperty("LastName").GetString()));

        JsonElement failed = await RunAsync("insert new Account(Name = 'Apex Two'); Integer x = 1 / 0;");
        Assert.Equal("System.MathException: Divide by 0", failed.GetProperty("exceptionMessage").GetString());
        Assert.Empty(await org.QueryAsync("SELECT Id FROM Account WHERE Name = 'Apex Two'"));
    }

    [Fact]
    public async Task A_script_of_more_than_32000_characters_is_too_large_and_one_of_20000_goes_by_SOAP()
    {
        string token = org.Fill("{token}");
        XElement large = await ApexSoap.RunAsync(org.Client, token, "// " + new string('x', 32_000));
        Assert.Equal(("false", "1", "1"), (ApexSoap.Text(large, "compiled"), ApexSoap.Text(large, "line"), ApexSoap.Text(large, "column")));
        Assert.StartsWith("Script too large: ", ApexSoap.Text(large, "compileProblem"), StringComparison.Ordinal);

        string code = "// " + new string('x', 20_000) + "\nSystem.debug(1);";
        Assert.Equal("true", ApexSoap.Text(await ApexSoap.RunAsync(org.Client, token, code), "success"));
        using HttpResponseMessage rest = await org.Client.GetAsync(Url(code), TestContext.Current.CancellationToken);
        Assert.Equal(414, (int)rest.StatusCode);
        Assert.Equal("<h1>Bad Message 414</h1><pre>reason: URI Too Long</pre>", await rest.TextAsync());
    }

    [Theory]
    [InlineData(60)]
    [InlineData(3_000)]
    public async Task What_is_too_deep_is_refused_and_ends_nothing(int depth)
    {
        foreach (string code in new[]
        {
            $"Integer i = {new string('(', depth)}1{new string(')', depth)};",
            $"{new string('{', depth)}{new string('}', depth)}",
            $"Integer i = {string.Concat(Enumerable.Repeat("- ", depth))}1;",
            $"Integer i = 1{string.Concat(Enumerable.Repeat("+1", depth))};",
            $"String s = 'a'{string.Concat(Enumerable.Repeat(".trim()", depth))};",
        })
        {
            XElement answer = await ApexSoap.RunAsync(org.Client, org.Fill("{token}"), code);
            Assert.Equal(depth < 100 ? "true" : "false", ApexSoap.Text(answer, "compiled"));
            if (depth > 100) Assert.EndsWith("not served by this org", ApexSoap.Text(answer, "compileProblem"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_log_comes_back_only_when_it_is_asked_for_and_by_its_levels()
    {
        string token = org.Fill("{token}");
        const string Code = "Integer n = [SELECT COUNT() FROM Account];\nSystem.debug(LoggingLevel.FINE, 'fine');\nSystem.debug('plain');";

        Assert.Null(ApexSoap.Text(await ApexSoap.RunAsync(org.Client, token, Code), "debugLog"));
        Assert.Null(ApexSoap.Text(await ApexSoap.RunAsync(org.Client, token, Code, ApexSoap.Level("NONE")), "debugLog"));
        string debug = ApexSoap.Text(await ApexSoap.RunAsync(org.Client, token, Code, ApexSoap.Level("DEBUGONLY")), "debugLog")!;
        Assert.Contains("|USER_DEBUG|[3]|DEBUG|plain\n", debug, StringComparison.Ordinal);
        Assert.DoesNotContain("fine\n07", debug, StringComparison.Ordinal);
        Assert.DoesNotContain("SOQL_EXECUTE_BEGIN", debug, StringComparison.Ordinal);
        string all = ApexSoap.Text(await ApexSoap.RunAsync(org.Client, token, Code, ApexSoap.Category("All", "FINEST")), "debugLog")!;
        Assert.Contains("|USER_DEBUG|[2]|FINE|fine\n", all, StringComparison.Ordinal);
        Assert.Contains("|SOQL_EXECUTE_BEGIN|[1]|Aggregations:0|SELECT COUNT() FROM Account\n", all, StringComparison.Ordinal);
        string code = ApexSoap.Text(await ApexSoap.RunAsync(org.Client, token, "Integer x = 1/0;", ApexSoap.Category("Apex_code", "ERROR")), "debugLog")!;
        Assert.Contains("|FATAL_ERROR|System.MathException: Divide by 0\n\nAnonymousBlock: line 1, column 1\n", code, StringComparison.Ordinal);
        Assert.DoesNotContain("EXCEPTION_THROWN", code, StringComparison.Ordinal);
        XElement fault = await ApexSoap.RunAsync(org.Client, token, Code, ApexSoap.Level("LOUD"), status: 500);
        Assert.Equal("soapenv:Client", fault.Descendants("faultcode").Single().Value);
        Assert.Equal("sf:INVALID_SESSION_ID", (await ApexSoap.RunAsync(org.Client, "eyJ.eyJ.x", Code, version: "67.0", status: 500)).Descendants("faultcode").Single().Value);
    }

    private static Uri Url(string code) => new($"{LedgerOrg.Base}/tooling/executeAnonymous?anonymousBody={Uri.EscapeDataString(code)}", UriKind.Relative);

    private Task<JsonElement> RunAsync(string code) => org.GetAsync(Url(code).ToString());

    // A message may have several lines; the time of the next event ends it.
    [GeneratedRegex(@"\|USER_DEBUG\|\[\d+\]\|[A-Z]+\|(?<text>.*?)\n(?=\d\d:\d\d:\d\d\.\d+ \(|\z)", RegexOptions.Singleline)]
    private static partial Regex Message();
}
