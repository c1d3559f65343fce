using System.Text;
using FsCheck.Xunit;
using SalesforceCC.Files;

namespace SalesforceCC.Client.Tests.Files;

public sealed class FileNameTests
{
    private static readonly char[] s_forbidden = [.. "<>:\"/\\|?*"];

    [Theory]
    [InlineData("report.pdf", "report.pdf")]
    [InlineData("../../etc/passwd", ".._.._etc_passwd")]
    [InlineData(@"C:\Users\me\x.txt", "C__Users_me_x.txt")]
    [InlineData("..", "id")]
    [InlineData(" . ", "id")]
    [InlineData("", "id")]
    [InlineData("\u202Egpj.exe", "gpj.exe")]
    [InlineData("a\u0000b\r\nc\u2028.txt", "abc.txt")]
    [InlineData("name. . ", "name")]
    [InlineData("  name ", "name")]
    [InlineData("CON", "_CON")]
    [InlineData("nul.tar.gz", "_nul.tar.gz")]
    [InlineData("Com1 .txt", "_Com1 .txt")]
    [InlineData("COM\u00B9.txt", "_COM\u00B9.txt")]
    [InlineData("CONSOLE.txt", "CONSOLE.txt")]
    [InlineData(".env", ".env")]
    [InlineData("A\u030A.txt", "\u00C5.txt")]
    [InlineData("family \U0001F468\u200D\U0001F469.txt", "family \U0001F468\u200D\U0001F469.txt")]
    [InlineData("hidden\U000E0041.txt", "hidden.txt")]
    [InlineData("50 % [draft] 'a' & b; $x.txt", "50 % [draft] 'a' & b; $x.txt")]
    public void A_name_is_one_that_every_system_takes(string name, string clean) => Assert.Equal(clean, FileName.Clean(name, "id"));

    [Theory]
    [InlineData('a', ".pdf")]
    [InlineData('\u4E16', ".pdf")]
    [InlineData('a', "")]
    public void A_long_name_keeps_its_extension(char letter, string extension)
    {
        string clean = FileName.Clean(new string(letter, 300) + extension, "id");
        Assert.EndsWith(extension, clean, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(clean), 220, 230);
        Assert.InRange(Encoding.UTF8.GetByteCount(FileName.Numbered(clean, 1_000_000)), 1, 255);
    }

    [Fact]
    public void Half_a_letter_is_none() => Assert.Equal("half .txt", FileName.Clean("half \uD83D.txt", "id"));

    [Fact]
    public void No_letter_is_cut_in_two()
    {
        string clean = FileName.Clean(string.Concat(Enumerable.Repeat("\U0001F600e\u0301\u0302", 100)) + ".txt", "id");
        Assert.Equal(clean, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(clean)));
        Assert.DoesNotContain('\uFFFD', clean);
    }

    [Property(MaxTest = 3_000)]
    public void Whatever_it_says_it_is_one_part_of_a_path(string? name, byte kind)
    {
        string text = kind switch
        {
            < 60 => name ?? "",
            < 120 => string.Join('/', (name ?? "").Select(static c => c % 3 == 0 ? ".." : c.ToString())),
            < 180 => "NUL." + name,
            _ => string.Concat(Enumerable.Repeat(name ?? ". ", 60)),
        };

        string clean = FileName.Clean(text, "068000000000001AAA");

        Assert.Equal(-1, clean.IndexOfAny(s_forbidden));
        Assert.DoesNotContain(clean, char.IsControl);
        Assert.False(clean is "." or ".." || clean.EndsWith('.') || char.IsWhiteSpace(clean[^1]) || char.IsWhiteSpace(clean[0]), clean);
        Assert.InRange(Encoding.UTF8.GetByteCount(clean), 1, 230);
        Assert.Equal(Path.GetTempPath().TrimEnd('/'), Path.GetDirectoryName(Path.GetFullPath(Path.Combine(Path.GetTempPath(), clean))));
        Assert.False(clean.Split('.')[0].TrimEnd().Equals("NUL", StringComparison.OrdinalIgnoreCase), clean);
        Assert.Equal(clean, FileName.Clean(clean, "id"));
    }

    [Theory]
    [InlineData("report", "pdf", "report.pdf")]
    [InlineData("report.PDF", "pdf", "report.PDF")]
    [InlineData("report.v2", "pdf", "report.v2.pdf")]
    [InlineData("report", null, "report")]
    public void A_title_has_its_extension_once(string title, string? extension, string name) => Assert.Equal(name, FileName.Of(title, extension));

    [Fact]
    public void Names_that_meet_are_numbered_also_where_case_alone_tells_them_apart()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("sfcc-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "there.txt"), "");
            File.CreateSymbolicLink(Path.Combine(folder.FullName, "link.txt"), Path.Combine(folder.FullName, "nowhere"));
            FolderNames names = new(folder.FullName, replaces: false);
            string[] wanted = ["a.txt", "A.TXT", "a (2).txt", "a.txt", "there.txt", "link.txt", ".env", ".env", "b", "b"];
            Assert.Equal(
                ["a.txt", "A (2).TXT", "a (2) (2).txt", "a (3).txt", "there (2).txt", "link (2).txt", ".env", ".env (2)", "b", "b (2)"],
                wanted.Select(n => Path.GetFileName(names.Take(n))));
            Assert.Equal(["there.txt", "there (2).txt"], new[] { 1, 2 }.Select(_ => "there.txt").Select(new FolderNames(folder.FullName, replaces: true).Take).Select(Path.GetFileName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
