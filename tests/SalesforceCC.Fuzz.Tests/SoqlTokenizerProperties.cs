using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using SalesforceCC.Fuzz.Oracles;

namespace SalesforceCC.Fuzz.Tests;

/// <summary>The client's tokenizer against the emulator's lexer.</summary>
public class SoqlTokenizerProperties
{
    private static readonly string[] s_pieces =
    [
        "SELECT", "Id", "FROM", "a", "_b1", "IN", "LAST_N_DAYS", "'", "''", "'x'", "'it\\'s'", "'\\\\'", "'\\", "\\", "\"", "5", "-", "+", ".", "-1.5e3",
        "1e+5", "5abc", "2026-01-31", "2026-01-31T10:00", "2026-01-31T10:00:00Z", ":00", "10:00:00.000Z", "+01:00", "-0700", "z", "(", ")", ",", ":", "::",
        "<", ">", "=", "!", "!=", "<>", "/", "//", "/*", "*/", "*", "--", " ", " ", "\n", "\r", "\t", "\u00a0", "\ufeff", "é", "İ", "٣", "\0", "\ud800",
    ];

    [Property(MaxTest = 5000)]
    public Property They_agree_on_pieces_of_statements() => Prop.ForAll(
        Arb.From(Gen.ListOf(Gen.Elements(s_pieces))), static pieces => TokenAgreement.Check(string.Concat(pieces)));

    [Property(MaxTest = 2000)]
    public void They_agree_on_any_text(string? text) => TokenAgreement.Check(text ?? "");
}
