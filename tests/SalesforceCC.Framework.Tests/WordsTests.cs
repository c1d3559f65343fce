using System.Text.RegularExpressions;
using System.Xml.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Xunit;

namespace SalesforceCC.Framework.Tests;

/// <summary>
/// The client speaks of consumer keys and user names; which parameter of which command sets them is known to the cmdlets
/// alone, whose ErrorAdvice tells it.
/// </summary>
public sealed partial class WordsTests : IDisposable
{
    // Where a hyphen stands in names of files.
    private static readonly string[] s_hyphens = ["SalesforceCC.Trees.TreeFiles.", "SalesforceCC.Files.FileLookup.OfBlob"];

    private readonly WindowsPowerShell _shell = new();

    private ModuleDefinition Client => _shell.Shipped.Single(static a => a.Name.Name == "SalesforceCC.Client").MainModule;

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void No_text_of_the_client_names_a_parameter_or_command()
    {
        (string Where, string Text)[] texts = [.. Client.GetTypes().SelectMany(Texts)];
        Assert.True(texts.Length > 1000, "The texts are not there.");

        None(texts.Where(static t => NamesCommand().IsMatch(t.Text) && !(t.Text == "-" && s_hyphens.Any(h => t.Where.StartsWith(h, StringComparison.Ordinal)))));
    }

    [Fact]
    public void No_comment_that_describes_the_client_names_a_parameter_or_command()
    {
        XDocument comments = XDocument.Load(Path.Combine(Places.Module, "SalesforceCC.Client.xml"));
        (string Where, string Text)[] texts = [.. comments.Descendants("member").Select(static m => (m.Attribute("name")!.Value, m.Value))];
        Assert.NotEmpty(texts);

        None(texts.Where(static t => NamesCommand().IsMatch(t.Text)));
    }

    [Theory]
    [InlineData("Specify -Domain.")]
    [InlineData("the file (-InFile)")]
    [InlineData("'-Session'")]
    [InlineData("-Username is needed")]
    [InlineData("Run Get-SfLimit.")]
    [InlineData("the vault (Set-Secret)")]
    [InlineData("Invoke-RestMethod")]
    [InlineData("needs -")]
    [InlineData("-")]
    public void What_is_looked_for_is_found(string text) => Assert.Matches(NamesCommand(), text);

    [Theory]
    [InlineData("Sforce-Query-Options")]
    [InlineData("If-Range")]
    [InlineData("openssl pkcs8 -topk8")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----")]
    [InlineData("yyyy-MM-ddTHH:mm")]
    [InlineData("[A-Z]")]
    public void What_only_looks_like_it_is_left_alone(string text) => Assert.DoesNotMatch(NamesCommand(), text);

    // A parameter's name may also be put behind its hyphen at run time.
    [GeneratedRegex(@"(?<![^\s('""\[])-([A-Z][a-z]|$)|\b(Add|Clear|Connect|ConvertTo|ConvertFrom|Disconnect|Export|Get|Import|Install|Invoke|New|Read|Register|Remove|Select|Set|Test|Unlock|Unregister|Update|Write)-[A-Z][a-z]+")]
    private static partial Regex NamesCommand();

    private static IEnumerable<(string Where, string Text)> Texts(TypeDefinition type) =>
        from method in type.Methods
        where method.HasBody
        from instruction in method.Body.Instructions
        where instruction.OpCode == OpCodes.Ldstr
        select ($"{type.FullName}.{method.Name}", (string)instruction.Operand);

    private static void None(IEnumerable<(string Where, string Text)> wrong)
    {
        string all = string.Join('\n', wrong.Select(static t => $"{t.Where}: {t.Text.Trim()}"));
        Assert.True(all.Length == 0, all);
    }
}
