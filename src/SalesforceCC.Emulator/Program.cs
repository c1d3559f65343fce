using System.Text.Json;
using SalesforceCC.Emulator;
using SalesforceCC.Emulator.Hosting;

try
{
    CommandLine line = CommandLine.Parse(args);
    using EndOfLife end = new EndOfLife(line);
    await using EmulatorHost emulator = await EmulatorHost.StartAsync(line.Options);
    Announce(emulator);
    await end.WaitAsync(emulator.Stopped);
    return 0;
}
catch (Exception e) when (e is FormatException or ArgumentException or JsonException)
{
    // An option, or what stands in the file that an option names.
    await Console.Error.WriteLineAsync(e.Message);
    await Console.Error.WriteLineAsync();
    await Console.Error.WriteLineAsync(CommandLine.Usage);
    return 2;
}
catch (IOException e)
{
    // The port is taken.
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}

// The one line on standard output: whoever started the program reads there that it listens, and where.
static void Announce(EmulatorHost emulator) => Console.WriteLine(Announcement.Of(emulator).GetRawText());
