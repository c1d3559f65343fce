using System.Text;
using SalesforceCC.Events;
using SalesforceCC.Events.Avro;
using SalesforceCC.Fuzz.Inputs;
using SalesforceCC.Fuzz.Running;
using SalesforceCC.Records;

namespace SalesforceCC.Fuzz.Targets;

/// <summary>
/// Whatever a schema and a payload are, an event comes of them that can be looked at, or one kind of exception; and what comes
/// of them is written and read again as the same.
/// </summary>
internal sealed class EventTarget : FuzzTarget
{
    // Types that are made stay for the life of the process.
    private static readonly RecordShapes s_shapes = new(0, 0, 0);

    public override string Name => "Events";

    public override FuzzInput Next(Random random)
    {
        RandomAvro avro = new(random);
        string schema = avro.Schema();
        byte[] payload = random.Percent(20) ? Bytes.Noise(random) : Payload(avro, schema);
        if (random.Percent(50))
            payload = Bytes.Damage(random, payload);
        if (random.Percent(30))
            schema = Encoding.UTF8.GetString(Bytes.Damage(random, Encoding.UTF8.GetBytes(schema)));
        return new FuzzInput(() => $"{schema}\n{Convert.ToHexString(payload)}", () =>
        {
            Check(schema, payload);
            return Task.CompletedTask;
        });
    }

    private static byte[] Payload(RandomAvro avro, string schema)
    {
        AvroSchema parsed = AvroSchema.Parse(schema);
        return AvroWriter.Of(parsed, avro.Value(parsed, 4));
    }

    private static void Check(string schema, byte[] payload)
    {
        EventType type;
        SfRecord read;
        try
        {
            type = EventType.Parse("x", schema, null, s_shapes);
            read = type.Read(payload, "00", "u");
        }
        catch (SfException e)
        {
            Must.Equal(SfErrorCodes.InvalidResponse, e.Code, "Another code.");
            Must.Hold(e.Message.Length is > 10 and < 2_000, "Refused without a reason, or with too long a one.");
            return;
        }

        foreach (string field in read.GetFieldNames())
            _ = read.GetValue(field)?.ToString();
        Must.Hold(read is SfEvent, "It is no event.");
        AvroReader reader = new(payload);
        object? value = reader.Read(type.Schema);
        reader.End();
        byte[] written = AvroWriter.Of(type.Schema, value);
        AvroReader again = new(written);
        byte[] twice = AvroWriter.Of(type.Schema, again.Read(type.Schema));
        Must.Equal(Convert.ToHexString(written), Convert.ToHexString(twice), "Written again it is another.");
    }
}
