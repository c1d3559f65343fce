using SalesforceCC.Emulator.Data;
using SalesforceCC.Fuzz.Inputs;
using SalesforceCC.Fuzz.Oracles;
using SalesforceCC.Fuzz.Running;

namespace SalesforceCC.Fuzz.Targets;

/// <summary>The client's tokenizer and the emulator's lexer see the same tokens in a text.</summary>
internal sealed class SoqlTokenizerTarget : FuzzTarget
{
    private readonly OrgStore _org = OrgStore.Create(new OrgStoreOptions { Seed = "sample" });
    private readonly RandomSoql _statements;

    public SoqlTokenizerTarget() => _statements = new RandomSoql(_org.Types);

    public override string Name => "SoqlTokenizer";

    public override FuzzInput Next(Random random)
    {
        string soql = random.Next(3) switch
        {
            0 => _statements.Any(random),
            1 => SoqlTemplate.Any(random).Text,
            _ => Characters.Any(random, 40),
        };
        return new FuzzInput(() => Characters.Show(soql), () =>
        {
            TokenAgreement.Check(soql);
            return Task.CompletedTask;
        });
    }

    public override void Dispose()
    {
        _org.Dispose();
        base.Dispose();
    }
}
