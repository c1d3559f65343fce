using Mono.Cecil;
using Mono.Cecil.Cil;
using Xunit;

namespace SalesforceCC.Framework.Tests;

/// <summary>Which rooms of the client may know which.</summary>
public sealed class RoomsTests : IDisposable
{
    private readonly WindowsPowerShell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("Http", new[] { "Auth", "Connections", "Doctor", "Metadata", "Org", "Query", "Records", "Rest", "Rotation", "Setup" })]
    [InlineData("Auth", new[] { "Connections", "Doctor", "Metadata", "Org", "Query", "Records", "Rest", "Rotation", "Setup" })]
    public void A_room_knows_nothing_of_what_stands_on_it(string room, string[] above)
    {
        ModuleDefinition client = _shell.Shipped.Single(static a => a.Name.Name == "SalesforceCC.Client").MainModule;
        TypeDefinition[] types = [.. client.GetTypes().Where(t => RoomOf(t) == room)];
        Assert.NotEmpty(types);

        string[] wrong = [.. types
            .SelectMany(type => Used(type).Where(used => above.Contains(RoomOf(used))).Select(used => $"{type.FullName} uses {used.FullName}"))
            .Distinct()];

        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    private static string RoomOf(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
            type = outer;
        return type.Namespace.StartsWith("SalesforceCC.", StringComparison.Ordinal) ? type.Namespace["SalesforceCC.".Length..] : "";
    }

    private static IEnumerable<TypeReference> Used(TypeDefinition type)
    {
        IEnumerable<TypeReference?> signatures = type.Methods.SelectMany(static m => m.Parameters.Select(static p => p.ParameterType).Append(m.ReturnType))
            .Concat(type.Fields.Select(static f => f.FieldType))
            .Concat(type.Interfaces.Select(static i => i.InterfaceType))
            .Append(type.BaseType);
        IEnumerable<TypeReference?> code = type.Methods.Where(static m => m.HasBody).SelectMany(static m =>
            m.Body.Variables.Select(static v => v.VariableType).Concat(m.Body.Instructions.SelectMany(Operand)));
        return signatures.Concat(code).SelectMany(Parts);
    }

    private static IEnumerable<TypeReference> Operand(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod method => [method.DeclaringType, .. method.GenericArguments],
        MemberReference member => [member.DeclaringType],
        _ => [],
    };

    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
        TypeSpecification specification => Parts(specification.ElementType),
        _ => [type],
    };
}
