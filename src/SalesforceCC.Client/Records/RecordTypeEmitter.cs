using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using SalesforceCC.Records;

[assembly: InternalsVisibleTo(RecordTypeEmitter.AssemblyName)]

namespace SalesforceCC.Records;

/// <summary>Emits the sealed types that give a record its properties. Not thread-safe: one caller at a time.</summary>
/// <remarks>
/// A type emitted per shape costs a record nothing, where a note property per field costs it about 7 KB, and unlike a
/// property adapter it is there in every runspace. A property has the field's type where that is known: the record then
/// holds no other value for it.
/// </remarks>
internal sealed class RecordTypeEmitter
{
    /// <summary>The emitted assemblies bear this name, and this assembly lets them see its internals.</summary>
    public const string AssemblyName = "SalesforceCC.Records.Emitted";

    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.NonPublic;

    private const MethodAttributes Accessor =
        MethodAttributes.Public | MethodAttributes.HideBySig | MethodAttributes.SpecialName;

    private static readonly ConstructorInfo s_listConstructor =
        typeof(SfRecord).GetConstructor(Instance, null, Type.EmptyTypes, null)!;

    private static readonly ConstructorInfo s_tableConstructor =
        typeof(SfTableRecord).GetConstructor(Instance, null, Type.EmptyTypes, null)!;

    private static readonly ConstructorInfo s_eventConstructor =
        typeof(SfEvent).GetConstructor(Instance, null, Type.EmptyTypes, null)!;

    private static readonly ConstructorInfo s_changeConstructor =
        typeof(SfChangeEvent).GetConstructor(Instance, null, Type.EmptyTypes, null)!;

    private static readonly MethodInfo s_new = typeof(SfRecord).GetMethod(nameof(SfRecord.New), Instance)!;
    private static readonly MethodInfo s_toString = typeof(SfRecord).GetMethod(nameof(ToString), Type.EmptyTypes)!;
    private static readonly MethodInfo s_get = typeof(SfRecord).GetMethod(nameof(SfRecord.Get), Instance)!;
    private static readonly MethodInfo s_set = typeof(SfRecord).GetMethod(nameof(SfRecord.Set), Instance)!;

    // All shapes of one object have the same full name, so that PSTypeNames[0] is Salesforce.Account without any
    // cost per record. A module holds a name once: the nth shape of an object goes into the nth module.
    private readonly List<ModuleBuilder> _modules = [];

    /// <summary>Emits a type and gives its first instance, from which all others are made.</summary>
    /// <param name="objectName">The object's name.</param>
    /// <param name="fieldNames">Its fields.</param>
    /// <param name="types">The types of their properties.</param>
    /// <param name="generation">How many types of this object there are already.</param>
    /// <param name="kind">What kind of row it is.</param>
    public SfRecord Emit(string objectName, string[] fieldNames, FieldType[] types, int generation, RecordKind kind = RecordKind.Record)
    {
        ConstructorInfo baseConstructor = kind switch
        {
            RecordKind.Event => s_eventConstructor,
            RecordKind.ChangeEvent => s_changeConstructor,
            _ when TableWidth.Fits(objectName, fieldNames, types) => s_tableConstructor,
            _ => s_listConstructor,
        };
        TypeBuilder type = Module(generation).DefineType(
            "Salesforce." + objectName,
            TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.Class,
            baseConstructor.DeclaringType);

        ConstructorBuilder constructor = EmitConstructor(type, baseConstructor);
        EmitNew(type, constructor);
        EmitToString(type);

        HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
        for (int slot = 0; slot < fieldNames.Length; slot++)
            EmitProperty(type, PropertyName(fieldNames[slot], taken), FieldTypes.PropertyType(types[slot]), slot);

        return (SfRecord)Activator.CreateInstance(type.CreateTypeInfo()!)!;
    }

    private ModuleBuilder Module(int generation)
    {
        if (generation == _modules.Count)
        {
            AssemblyBuilder assembly =
                AssemblyBuilder.DefineDynamicAssembly(new AssemblyName(AssemblyName), AssemblyBuilderAccess.Run);
            _modules.Add(assembly.DefineDynamicModule(AssemblyName));
        }

        return _modules[generation];
    }

    private static ConstructorBuilder EmitConstructor(TypeBuilder type, ConstructorInfo baseConstructor)
    {
        ConstructorBuilder constructor =
            type.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, Type.EmptyTypes);
        ILGenerator il = constructor.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, baseConstructor);
        il.Emit(OpCodes.Ret);
        return constructor;
    }

    // A virtual call on the prototype is the cheapest factory there is: no delegate, no Activator.
    private static void EmitNew(TypeBuilder type, ConstructorBuilder constructor)
    {
        MethodBuilder method = type.DefineMethod(
            s_new.Name,
            MethodAttributes.Assembly | MethodAttributes.Virtual | MethodAttributes.HideBySig | MethodAttributes.Final,
            typeof(SfRecord),
            Type.EmptyTypes);
        ILGenerator il = method.GetILGenerator();
        il.Emit(OpCodes.Newobj, constructor);
        il.Emit(OpCodes.Ret);
        type.DefineMethodOverride(method, s_new);
    }

    // PowerShell's views ask for the text of what lies in an array only if the type itself, and no base of it, has one.
    private static void EmitToString(TypeBuilder type)
    {
        MethodBuilder method = type.DefineMethod(
            s_toString.Name, MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig, typeof(string), Type.EmptyTypes);
        ILGenerator il = method.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, s_toString);
        il.Emit(OpCodes.Ret);
    }

    private static void EmitProperty(TypeBuilder type, string name, Type propertyType, int slot)
    {
        PropertyBuilder property = type.DefineProperty(name, PropertyAttributes.None, propertyType, null);

        MethodBuilder getter = type.DefineMethod("get_" + name, Accessor, propertyType, Type.EmptyTypes);
        ILGenerator il = getter.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4, slot);
        il.Emit(OpCodes.Call, s_get);
        if (propertyType != typeof(object))
            il.Emit(OpCodes.Unbox_Any, propertyType);
        il.Emit(OpCodes.Ret);
        property.SetGetMethod(getter);

        MethodBuilder setter = type.DefineMethod("set_" + name, Accessor, null, [propertyType]);
        il = setter.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4, slot);
        il.Emit(OpCodes.Ldarg_1);
        if (propertyType != typeof(object))
            il.Emit(OpCodes.Box, propertyType);
        il.Emit(OpCodes.Call, s_set);
        il.Emit(OpCodes.Ret);
        property.SetSetMethod(setter);
    }

    // Any JSON key is a legal property name but two kinds: metadata has no empty names, and ends a name at a NUL.
    private static string PropertyName(string field, HashSet<string> taken)
    {
        string name = field.Length == 0 ? "_" : field.Replace('\0', '\uFFFD');
        while (!taken.Add(name))
            name += "_";
        return name;
    }
}
