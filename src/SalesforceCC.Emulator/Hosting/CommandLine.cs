using System.Globalization;
using SalesforceCC.Emulator.OAuth;

namespace SalesforceCC.Emulator.Hosting;

/// <summary>The program's arguments.</summary>
internal sealed record CommandLine(EmulatorOptions Options, int? ParentPid, bool StdinClose)
{
    public const string Usage = """
        usage: SalesforceCC.Emulator [options]

          --port N                 port on 127.0.0.1; 0 (default) for a free one
          --https                  also listen with a self-signed certificate
          --http2                  also listen for HTTP/2 without TLS
          --seed NAME              rows to start with: sample, or empty for an administrator only
          --rows N                 number of generated rows
          --schema PATH            further objects and fields: a JSON file, describes
                                   (a file or folder), or a folder of sfdx source
          --cache-pages            keep rendered query pages (benchmarks)
          --latency MS             time that each API request takes before it is answered
          --bandwidth N            bytes of answers a second, sent in small pieces
          --token-format FORMAT    opaque (default) or jwt
          --token-lifetime N       seconds an access token lives
          --api-usage USED/MAX     daily API requests, for example: 29/15000
          --identity-origin URL    start of identity urls; default: the emulator itself
          --parent-pid N           stop when that process ends
          --stdin-close            stop when standard input closes
        """;

    /// <exception cref="FormatException">The arguments make no sense; the message says why.</exception>
    public static CommandLine Parse(string[] args)
    {
        CommandLine? line = new CommandLine(new EmulatorOptions(), null, false);
        Queue<string> rest = new Queue<string>(args);
        while (rest.TryDequeue(out string? name))
            line = line.With(name, () => Value(name, rest));
        return line;
    }

    private CommandLine With(string name, Func<string> value) => name switch
    {
        "--port" => this with { Options = Options with { Port = Number(name, value(), 65_535) } },
        "--https" => this with { Options = Options with { Https = true } },
        "--http2" => this with { Options = Options with { Http2 = true } },
        "--seed" => this with { Options = Options with { Seed = value() } },
        "--rows" => this with { Options = Options with { Rows = Number(name, value()) } },
        "--schema" => this with { Options = Options with { SchemaPath = ExistingPath(name, value()) } },
        "--cache-pages" => this with { Options = Options with { CachePages = true } },
        "--latency" => this with
        {
            Options = Options with { Latency = TimeSpan.FromMilliseconds(Number(name, value())) },
        },
        "--bandwidth" => this with { Options = Options with { Bandwidth = Number(name, value()) } },
        "--token-format" => this with { Options = Options with { TokenFormat = Format(value()) } },
        "--token-lifetime" => this with
        {
            Options = Options with { TokenLifetime = TimeSpan.FromSeconds(Number(name, value())) },
        },
        "--api-usage" => this with { Options = WithUsage(value()) },
        "--identity-origin" => this with { Options = Options with { IdentityOrigin = Origin(value()) } },
        "--parent-pid" => this with { ParentPid = Number(name, value()) },
        "--stdin-close" => this with { StdinClose = true },
        _ => throw new FormatException($"unknown option {name}"),
    };

    private EmulatorOptions WithUsage(string text)
    {
        string[] parts = text.Split('/');
        return parts.Length == 2
            ? Options with
            {
                ApiRequestsUsed = Number("--api-usage", parts[0]),
                ApiRequestsAllowed = Number("--api-usage", parts[1]),
            }
            : throw new FormatException("--api-usage is USED/MAX");
    }

    private static string Value(string name, Queue<string> rest) =>
        rest.TryDequeue(out string? value) ? value : throw new FormatException($"{name} needs a value");

    private static int Number(string name, string text, int max = int.MaxValue) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= max
            ? number
            : throw new FormatException($"{name} needs a number, not '{text}'");

    private static string ExistingPath(string name, string path) =>
        File.Exists(path) || Directory.Exists(path) ? path : throw new FormatException($"{name}: no such file: {path}");

    private static TokenFormat Format(string text) => text switch
    {
        "opaque" => TokenFormat.Opaque,
        "jwt" => TokenFormat.Jwt,
        _ => throw new FormatException("--token-format is opaque or jwt"),
    };

    private static Uri Origin(string text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
        ? uri
        : throw new FormatException("--identity-origin needs a url");
}
