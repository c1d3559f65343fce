using System.Buffers;
using System.Security;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesforceCC.Rotation;

/// <summary>Reads a JSON string without making a .NET string of it.</summary>
internal sealed class SecureStringConverter : JsonConverter<SecureString?>
{
    public override SecureString? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException();
        int most = checked((int)(reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length));
        char[] text = new char[most];
        try
        {
            int length = reader.CopyString(text);
            SecureString secret = new();
            for (int i = 0; i < length; i++)
                secret.AppendChar(text[i]);
            secret.MakeReadOnly();
            return secret;
        }
        finally
        {
            Array.Clear(text, 0, text.Length);
        }
    }

    public override void Write(Utf8JsonWriter writer, SecureString? value, JsonSerializerOptions options) =>
        throw new NotSupportedException("A secret is never written.");
}
