using System.Text.Json.Nodes;
using Avro.Generic;
using Avro.IO;
using FsCheck.Xunit;
using SalesforceCC.Events;
using SalesforceCC.Events.Avro;

namespace SalesforceCC.Client.Tests.Events;

/// <summary>Two readers and two writers that nobody made together agree.</summary>
[Properties(MaxTest = 300)]
public class AvroProperties
{
    [Property]
    public void What_Apaches_writes_we_read(int seed)
    {
        (AvroSchema ours, Avro.Schema theirs, object? value) = Any(seed);
        byte[] bytes = ApacheAvro.Write(theirs, value);

        AvroReader reader = new(bytes);
        object? read = reader.Read(ours);
        reader.End();
        AvroReader skipped = new(bytes);
        skipped.Skip(ours);
        skipped.End();

        Assert.Equal(ApacheAvro.Show(value), ApacheAvro.Show(read));
    }

    [Property]
    public void What_we_write_Apaches_reads(int seed)
    {
        (AvroSchema ours, Avro.Schema theirs, object? value) = Any(seed);
        AvroReader reader = new(ApacheAvro.Write(theirs, value));
        byte[] written = AvroWriter.Of(ours, reader.Read(ours));

        Assert.Equal(ApacheAvro.Show(value), ApacheAvro.Show(ApacheAvro.Read(theirs, written)));
    }

    [Property]
    public void What_is_cut_short_or_changed_is_told_or_read_and_nothing_else(int seed)
    {
        (AvroSchema ours, Avro.Schema theirs, object? value) = Any(seed);
        Random random = new(seed);
        byte[] bytes = ApacheAvro.Write(theirs, value);
        byte[] bad = random.Next(2) == 0 ? bytes[..random.Next(bytes.Length + 1)] : [.. bytes];
        if (bad.Length > 0 && random.Next(2) == 0)
            bad[random.Next(bad.Length)] = (byte)random.Next(256);
        try
        {
            AvroReader reader = new(bad);
            reader.Read(ours);
            AvroReader skipped = new(bad);
            skipped.Skip(ours);
            Assert.Equal(reader.Position, skipped.Position);
        }
        catch (SfException e)
        {
            Assert.Equal(SfErrorCodes.InvalidResponse, e.Code);
        }
    }

    [Property(MaxTest = 50)]
    public void Events_have_the_values_that_Apaches_wrote(int seed)
    {
        (AvroSchema _, Avro.Schema theirs, object? value) = Any(seed);
        EventType type = SampleEvents.Type(theirs.ToString());
        SfRecord read = type.Read(ApacheAvro.Write(theirs, value), "00", null);

        Assert.Equal(ApacheAvro.Show(value), ApacheAvro.Show(read));
    }

    private static (AvroSchema Ours, Avro.Schema Theirs, object? Value) Any(int seed)
    {
        Random random = new(seed);
        JsonNode json = new RandomSchema(random).Record(3);
        Avro.Schema theirs = Avro.Schema.Parse(json.ToJsonString());
        return (AvroSchema.Parse(json.ToJsonString()), theirs, ApacheAvro.Any(theirs, random));
    }
}
