using System.Text.Json;
using System.Text.Json.Serialization;
using SalesforceCC.Emulator;
using SalesforceCC.Emulator.Hosting;

CommandLine line;
try
{
    line = CommandLine.Parse(args);
}
catch (FormatException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    await Console.Error.WriteLineAsync();
    await Console.Error.WriteLineAsync(CommandLine.Usage);
    return 2;
}

using var end = new EndOfLife(line);
await using var emulator = await EmulatorHost.StartAsync(line.Options);

// The one line that goes to standard output: whoever started the program reads it to know that it listens, and where.
Console.WriteLine(JsonSerializer.Serialize(new
{
    url = emulator.Url.GetLeftPart(UriPartial.Authority),
    httpsUrl = emulator.HttpsUrl?.GetLeftPart(UriPartial.Authority),
    consumerKey = emulator.ConsumerKey,
    consumerSecret = emulator.ConsumerSecret,
    runAsUsername = emulator.RunAsUsername,
    adminUsername = emulator.AdminUsername,
    organizationId = emulator.OrganizationId,
}, new JsonSerializerOptions { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull }));

await end.WaitAsync(emulator.Stopped);
return 0;
